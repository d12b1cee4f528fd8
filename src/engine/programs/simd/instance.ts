import type { KernelExports } from './kernel-exports.ts';

/** Bytes for the tables and tiles of one instance (kernels/lanes.as). */
export const scratchBytes = 1 << 21;

/** The kernels on a memory, with scratch memory of their own at an address in it. */
export function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  scratch: number,
): KernelExports {
  const imports = { env: { memory, abort: () => {} } };
  const kernels = new WebAssembly.Instance(module, imports).exports as unknown as KernelExports;
  kernels.setScratch(scratch);
  return kernels;
}
