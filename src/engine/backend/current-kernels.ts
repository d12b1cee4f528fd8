import { getBackend } from '@tensorflow/tfjs-core';
import { ok, type Result } from '../../common/result.ts';
import type { NetworkSource } from '../network/load.ts';
import { type KernelOptions, type Kernels, loadKernels } from '../simd/kernels.ts';

/** Where our own wasm kernels are read from, and which. */
export interface KernelSetup extends KernelOptions {
  readonly source: NetworkSource;
}

let loaded: Kernels | null = null;

/** Loads the kernels that programs run on while wasm is the backend; without a setup, none. */
export async function useKernels(setup: KernelSetup | undefined): Promise<Result<void>> {
  loaded = null;
  if (!setup) return ok(undefined);
  const kernels = await loadKernels(setup.source, setup);
  if (!kernels.ok) return kernels;
  loaded = kernels.value;
  return ok(undefined);
}

export function dropKernels(): void {
  loaded = null;
}

/** Our own kernels, if programs on the current backend run on them. */
export function currentKernels(): Kernels | null {
  return getBackend() === 'wasm' ? loaded : null;
}
