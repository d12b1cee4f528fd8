import { device_util } from '@tensorflow/tfjs-core';

/** The tfjs backends Dreamgraph can run on. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/**
 * The backends worth trying on this host, in the order in which `auto` tries them. wasm goes first
 * because it starts quickly and sets the time that the others have to beat.
 */
export function candidateBackends(): readonly BackendName[] {
  return device_util.isBrowser() ? ['wasm', 'webgpu', 'webgl', 'cpu'] : ['wasm', 'cpu'];
}
