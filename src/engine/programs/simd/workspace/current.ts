import { getBackend } from '@tensorflow/tfjs-core';
import { ok, type Result } from '../../../../common/result.ts';
import { type KernelOptions, type KernelSource, loadKernels } from './load-kernels.ts';
import { Workspace } from './workspace.ts';

/** Where our own wasm kernels are read from, and which. */
export interface KernelSetup extends KernelOptions {
  readonly source: KernelSource;
}

let loaded: Workspace | null = null;

/**
 * Loads the kernels that programs run on while wasm is the backend. Programs on others are lost. A
 * problem leaves those before in use.
 */
export async function useKernels({ source, ...options }: KernelSetup): Promise<Result<Workspace>> {
  const kernels = await loadKernels(source, options);
  if (!kernels.ok) return kernels;
  dropKernels();
  loaded = new Workspace(kernels.value);
  return ok(loaded);
}

/** Frees their memory and ends their threads. */
export function dropKernels(): void {
  loaded?.close();
  loaded = null;
}

/** Leaves cores to others: no more threads than this work on a picture. Less than 1 means 1. */
export function useThreads(count: number): void {
  loaded?.useThreads(count);
}

/** Where programs on the current backend run on our own kernels, if they do. */
export function currentWorkspace(): Workspace | null {
  return getBackend() === 'wasm' ? loaded : null;
}
