import { buildCommand } from '../scripts/build-command.js';
import { buildKernels } from '../scripts/build-kernels.ts';

/** Tests of threads and kernels run what is built: it must be what the sources say. */
export async function setup(): Promise<void> {
  await buildKernels();
  await buildCommand();
}
