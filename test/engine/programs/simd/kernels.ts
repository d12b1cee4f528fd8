import { readFile } from 'node:fs/promises';
import { ok } from '../../../../src/common/result.ts';
import {
  type KernelOptions,
  loadKernels,
} from '../../../../src/engine/programs/simd/workspace/load-kernels.ts';
import { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';

const folder = new URL('../../../../assets/kernels/', import.meta.url);

/** A workspace on the kernels that `npm ci` built. */
export async function openWorkspace(options: KernelOptions = {}): Promise<Workspace> {
  const read = async (file: string) => ok(await readFile(new URL(file, folder)));
  const kernels = await loadKernels({ read }, options);
  if (!kernels.ok) throw new Error(kernels.problem.message);
  return new Workspace(kernels.value);
}
