import { watchPeakBytes } from '../../src/engine/backend/memory.ts';
import type { Network } from '../../src/engine/network/network.ts';
import type { Size } from '../../src/engine/picture/picture.ts';
import { planMemory } from '../../src/engine/programs/simd/memory-plan.ts';
import { prepare } from '../../src/engine/programs/simd/passes.ts';
import { PackedWeights } from '../../src/engine/programs/simd/workspace/packed-weights.ts';
import { compileTfjsProgram } from '../../src/engine/programs/tfjs/tfjs-program.ts';
import { openWorkspace } from '../../test/engine/programs/simd/kernels.ts';
import { layers, programStep, randomPicture } from '../workload.ts';

/** Bytes for all that our kernels keep of a picture during a step. */
export async function arenaOf(network: Network, size: Size): Promise<number> {
  const weights = new PackedWeights(await openWorkspace());
  const options = { ...size, direction: 'both', threads: 1 } as const;
  return planMemory(prepare(network.ir, layers), layers, weights, options).arenaBytes;
}

/** Most bytes of tensors alive at once in a step over tfjs ops, weights included. */
export function peakTensorBytes(network: Network, { width, height }: Size): number {
  const program = compileTfjsProgram(network, layers);
  if (!program.ok) throw new Error(program.problem.message);
  const image = randomPicture(width, height);
  const watch = watchPeakBytes();
  programStep(program.value, image).dispose();
  image.dispose();
  watch.stop();
  program.value.dispose();
  return watch.peak();
}
