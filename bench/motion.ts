import { flowErrors } from '../scripts/motion/end-point-error.ts';
import { sampleClip } from '../scripts/motion/sample-clip.ts';
import { useBackend } from '../src/engine/backend/use-backend.ts';
import { opticalFlow } from '../src/engine/motion/optical-flow.ts';
import { warp } from '../src/engine/motion/warp.ts';
import { threadSpawner } from '../src/runtime/node/wasm.ts';
import { resultOf, useFlowKernels } from '../test/engine/motion/flow-kernels.ts';
import { embedded } from '../test/engine/network/embedded.ts';
import { threadScript } from '../test/pool-thread.ts';
import { onKernels } from './engine/contestants.ts';
import { machine } from './machine/load.ts';
import { ratio, rounded, takeTurns } from './measure.ts';
import { programStep, randomPicture, timedStep } from './workload.ts';

const size = { width: 640, height: 360 };
const rounds = 9;
/** Frames of which the motion since the one before is found. */
const frames = [1, 20, 45, 70];
/** What Layer Objective dreams of unless told otherwise. */
const layers = ['mixed3', 'mixed4'];

/**
 * Optical flow at 640x360, both ways with its consistency, beside a gradient step of the default
 * network and layers there, on one thread and on two; and how far its motion is from the true one on
 * a clip that a camera of ours has made.
 */
export async function benchMotion(): Promise<object> {
  const before = machine();
  useFlowKernels();
  await useBackend('wasm');
  const clip = await sampleClip(size);
  const errors = [];
  for (const at of frames) {
    const found = await resultOf(opticalFlow(clip.frame(at - 1), clip.frame(at)));
    errors.push({ frame: at, ...inHundredths(flowErrors(found, clip.motion(at))) });
  }
  const timings = await timeFlow(clip.frame(0), clip.frame(1));
  const meanError = errors.reduce((sum, { all }) => sum + all, 0) / errors.length;
  return {
    size: `${size.width}x${size.height}`,
    endPointError: { mean: rounded(meanError), frames: errors },
    ms: timings,
    ratios: {
      step_1t_flow: ratio(timings.step, timings.flow),
      step_2t_flow: ratio(timings.step2Threads, timings.flow),
    },
    machine: { before, after: machine() },
  };
}

type Frame = Parameters<typeof opticalFlow>[0];

async function timeFlow(from: Frame, to: Frame) {
  const network = await embedded('inception-v3');
  const one = await onKernels(network, {}, layers);
  const threads = { count: 2, spawn: threadSpawner(threadScript) };
  const two = await onKernels(network, { threads }, layers);
  const picture = randomPicture(size.width, size.height);
  const motion = await resultOf(opticalFlow(from, to));
  const timings = await takeTurns(rounds, {
    flow: () => elapsed(() => opticalFlow(from, to)),
    warp: () => elapsed(() => warp(from, motion)),
    step: () => timedStep(() => programStep(one.program, picture)),
    step2Threads: () => timedStep(() => programStep(two.program, picture)),
  });
  for (const { close } of [one, two]) close();
  return timings;
}

async function elapsed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function inHundredths<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([name, value]) => [name, rounded(value)]);
  return Object.fromEntries(entries) as T;
}
