import { readFile } from 'node:fs/promises';
import type * as tf from '@tensorflow/tfjs-core';
import { watchPeakBytes } from '../src/engine/backend/memory.ts';
import { useBackend } from '../src/engine/backend/use-backend.ts';
import { compileProgram } from '../src/engine/network/compile.ts';
import type { Program } from '../src/engine/network/program.ts';
import { embedded } from '../test/engine/network/embedded.ts';
import { compareOnWebgl } from './browser/compare-on-webgl.ts';
import { machine, type Timing, takeTurns, timed } from './measure.ts';
import { makeAutograd } from './peers/autograd.ts';
import { findPyTorch, type PyTorch } from './peers/pytorch.ts';
import { layers, programStep, randomPicture } from './workload.ts';

const sizes = [
  { width: 224, height: 168, rounds: 11 },
  { width: 512, height: 384, rounds: 5 },
  { width: 1024, height: 768, rounds: 3 },
];

/** Milliseconds per gradient step, ours against what else there is, all on one thread. */
export async function benchEngine(): Promise<object> {
  const before = machine();
  await useBackend('wasm');
  const network = await embedded('inception-v3');
  const program = compileProgram(network, layers);
  if (!program.ok) throw new Error(program.problem.message);
  const pytorch = findPyTorch();

  const steps: Record<string, object> = {};
  const ratios: Record<string, number | null> = {};
  for (const { width, height, rounds } of sizes) {
    const timings = await compareAt(program.value, pytorch, width, height, rounds);
    const size = `${width}x${height}`;
    steps[size] = { ...timings, peakBytes: peakOf(program.value, width, height) };
    ratios[`pytorch_stock_1t_${size}`] = ratio(timings.pytorchStock, timings.dreamgraph);
    ratios[`pytorch_tuned_1t_${size}`] = ratio(timings.pytorchTuned, timings.dreamgraph);
  }
  pytorch?.stop();

  const small = await compareWithAutograd(program.value);
  steps['64x48'] = small;
  ratios.autograd_wasm_64x48 = ratio(small.autograd, small.dreamgraph);
  const webgl = await compareOnWebgl();
  ratios.autograd_webgl = webgl && ratio(webgl.autograd, webgl.dreamgraph);
  return {
    workload: 'mean(mixed3) + mean(mixed5), forward and gradient',
    backend: 'wasm, 1 thread',
    pytorch: pytorch?.version ?? null,
    machine: { before, after: machine() },
    steps,
    webgl,
    ratios,
  };
}

async function compareAt(
  program: Program,
  pytorch: PyTorch | null,
  width: number,
  height: number,
  rounds: number,
): Promise<{ dreamgraph: Timing; pytorchStock?: Timing; pytorchTuned?: Timing }> {
  const image = randomPicture(width, height);
  const timings = await takeTurns(rounds, {
    dreamgraph: () => timed(() => readAndDispose(programStep(program, image))),
    ...(pytorch && {
      pytorchStock: () => pytorch.step(width, height, false),
      pytorchTuned: () => pytorch.step(width, height, true),
    }),
  });
  image.dispose();
  return timings;
}

async function compareWithAutograd(program: Program) {
  const folder = new URL('../assets/models/inception-v3/', import.meta.url);
  const autograd = await makeAutograd(async (file) => {
    const bytes = await readFile(new URL(file, folder));
    return Uint8Array.from(bytes).buffer;
  });
  const image = randomPicture(64, 48);
  return takeTurns(7, {
    dreamgraph: () => timed(() => readAndDispose(programStep(program, image))),
    autograd: () => timed(() => readAndDispose(autograd.step(image))),
  });
}

function readAndDispose(gradient: tf.Tensor): void {
  gradient.dataSync();
  gradient.dispose();
}

/** Largest number of tensor bytes alive at once during a step, weights included. */
function peakOf(program: Program, width: number, height: number): number {
  const image = randomPicture(width, height);
  const watch = watchPeakBytes();
  programStep(program, image).dispose();
  image.dispose();
  watch.stop();
  return watch.peak();
}

function ratio(peer: Timing | undefined, ours: Timing): number | null {
  return peer ? Math.round((peer.median / ours.median) * 100) / 100 : null;
}
