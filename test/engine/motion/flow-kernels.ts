import { readFile } from 'node:fs/promises';
import { ok, type Result } from '../../../src/common/result.ts';
import { readFlowKernelsFrom } from '../../../src/engine/motion/flow-kernels.ts';

/** Reads the kernels of optical flow from where the build puts them. */
export function useFlowKernels(): void {
  const folder = new URL('../../../assets/kernels/', import.meta.url);
  readFlowKernelsFrom({ read: async (file) => ok(await readFile(new URL(file, folder))) });
}

export async function resultOf<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.problem.message);
  return settled.value;
}
