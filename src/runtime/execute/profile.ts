import type { BackendName } from '../../engine/backend/names.ts';

/** Raised when the engine's results change, so that nothing old is mistaken for new. */
const arithmetic = 1;

/** `Environment.profile` of a backend: equal profiles give equal pictures. */
export function profileOf(backend: BackendName): string {
  return `${backend} ${arithmetic}`;
}
