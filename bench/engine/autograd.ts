import { readFile } from 'node:fs/promises';
import type { Program } from '../../src/engine/network/program.ts';
import { takeTurns } from '../measure.ts';
import { makeAutograd } from '../peers/autograd.ts';
import { programStep, randomPicture, timedStep } from '../workload.ts';

const size = { width: 64, height: 48 };
const rounds = 11;

/** Programs over tfjs ops and on our kernels against plain autograd of tfjs, on wasm, one thread. */
export async function compareWithAutograd(tfjsOps: Program, kernels: Program) {
  const folder = new URL('../../assets/models/inception-v3/', import.meta.url);
  const autograd = await makeAutograd(async (file) => {
    const bytes = await readFile(new URL(file, folder));
    return Uint8Array.from(bytes).buffer;
  });
  const image = randomPicture(size.width, size.height);
  return takeTurns(rounds, {
    tfjsOps: () => timedStep(() => programStep(tfjsOps, image)),
    kernels: () => timedStep(() => programStep(kernels, image)),
    autograd: () => timedStep(() => autograd.step(image)),
  });
}
