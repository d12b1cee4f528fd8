import { readFile } from 'node:fs/promises';
import type * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../src/engine/network/program.ts';
import { takeTurns, timed } from '../measure.ts';
import { makeAutograd } from '../peers/autograd.ts';
import { programStep, randomPicture } from '../workload.ts';

const size = { width: 64, height: 48 };
const rounds = 11;

/** The program over tfjs ops against plain autograd of tfjs, both on wasm and one thread. */
export async function compareWithAutograd(program: Program) {
  const folder = new URL('../../assets/models/inception-v3/', import.meta.url);
  const autograd = await makeAutograd(async (file) => {
    const bytes = await readFile(new URL(file, folder));
    return Uint8Array.from(bytes).buffer;
  });
  const image = randomPicture(size.width, size.height);
  return takeTurns(rounds, {
    tfjsOps: () => timed(() => readAndDispose(programStep(program, image))),
    autograd: () => timed(() => readAndDispose(autograd.step(image))),
  });
}

function readAndDispose(gradient: tf.Tensor): void {
  gradient.dataSync();
  gradient.dispose();
}
