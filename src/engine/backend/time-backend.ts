import { type Tensor4D, tensor } from '@tensorflow/tfjs-core';
import { problemText } from '../../common/result.ts';
import type { Program } from '../programs/program.ts';
import { dropKernels } from '../programs/simd/workspace/current.ts';
import { createSession } from '../session/session.ts';
import { readNumbers } from '../tensors/read.ts';
import { type BackendName, unloadBackend } from './load-backend.ts';
import { sampleLayer, sampleNetwork } from './sample-network.ts';
import { pattern } from './self-test/fingerprint.ts';
import { type BackendOptions, type Trial, tryBackend } from './use-backend.ts';

/**
 * Tests and times a backend: up to several seconds of work. It is not current afterwards.
 * @param bar the time to beat, milliseconds: a backend that is far from it is timed less well.
 */
export async function timeBackend(
  name: BackendName,
  bar: number,
  options: BackendOptions = {},
): Promise<Trial> {
  const trial = await tryBackend(name, options);
  const timed = trial.outcome === 'passed' ? { ...trial, milliseconds: await measure(bar) } : trial;
  unloadBackend(name);
  dropKernels();
  return timed;
}

const side = 96;
const maxRuns = 3;

/**
 * Times one gradient step through a small network, 0.9 GFLOP, on the current backend and the kernels
 * that a dream would run on.
 * @param bar the time to beat, milliseconds: a backend that is far from it is run only once.
 * @returns milliseconds of the fastest run, not counting the first, which compiles shaders.
 */
async function measure(bar: number): Promise<number> {
  const session = createSession();
  const made = session.program(sampleNetwork(), [sampleLayer]);
  if (!made.ok) throw new Error(problemText(made.problem));
  const picture = tensor(pattern(side * side * 3, 1), [1, side, side, 3]) as Tensor4D;
  await timed(made.value, picture);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < maxRuns && best !== 0; run++) {
    best = Math.min(best, await timed(made.value, picture));
    if (best > 2 * bar) break;
  }
  picture.dispose();
  session.dispose();
  return best;
}

async function timed(program: Program, picture: Tensor4D): Promise<number> {
  const start = performance.now();
  // The cotangent of half the sum of squares is the activation itself.
  const gradient = program.gradient(
    picture,
    (activations) => new Map([...activations].map(([layer, value]) => [layer, value.clone()])),
  );
  // Only reading a result tells that the device has finished.
  await readNumbers(gradient);
  gradient.dispose();
  return performance.now() - start;
}
