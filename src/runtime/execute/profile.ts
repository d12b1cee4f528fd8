import type { BackendReport } from '../../engine/backend/use-backend.ts';

/** Raised when the engine's results change, so that nothing old is mistaken for new. */
const arithmetic = 2;

/** `Environment.profile` of a backend: equal profiles give equal pictures. */
export function profileOf({ backend, kernels }: BackendReport): string {
  return [backend, kernels, arithmetic].filter((part) => part !== null).join(' ');
}
