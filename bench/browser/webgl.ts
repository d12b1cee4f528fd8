import type * as tf from '@tensorflow/tfjs-core';
import { embeddedNetworks } from '../../models/catalog.ts';
import { useBackend } from '../../src/engine/backend/use-backend.ts';
import { loadNetwork } from '../../src/engine/network/importers/load-network.ts';
import { urlSource } from '../../src/engine/network/sources.ts';
import { compileTfjsProgram } from '../../src/engine/programs/tfjs/tfjs-program.ts';
import { type Autograd, makeAutograd } from '../peers/autograd.ts';
import { layers, programStep, randomPicture } from '../workload.ts';

/** What `compare-on-webgl.ts` calls from outside: one step, in milliseconds. */
export interface BenchPage {
  prepare(width: number, height: number): Promise<void>;
  dreamgraph(): Promise<number>;
  autograd(): Promise<number>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

const modelUrl = new URL('/models/inception-v3/model.json', location.href).href;
let ours: () => tf.Tensor;
let theirs: () => tf.Tensor;

async function milliseconds(step: () => tf.Tensor): Promise<number> {
  const start = performance.now();
  const gradient = step();
  await gradient.data();
  gradient.dispose();
  return performance.now() - start;
}

window.bench = {
  prepare: async (width, height) => {
    const used = await useBackend('webgl');
    if (!used.ok) throw new Error(used.problem.message);
    const { title, range } = embeddedNetworks[0] as (typeof embeddedNetworks)[number];
    const network = await loadNetwork(urlSource(modelUrl), { name: title, range });
    if (!network.ok) throw new Error(network.problem.message);
    const program = compileTfjsProgram(network.value, layers);
    if (!program.ok) throw new Error(program.problem.message);
    const autograd: Autograd = await makeAutograd(async (file) =>
      (await fetch(new URL(file, modelUrl))).arrayBuffer(),
    );
    const image = randomPicture(width, height);
    ours = () => programStep(program.value, image);
    theirs = () => autograd.step(image);
  },
  dreamgraph: () => milliseconds(ours),
  autograd: () => milliseconds(theirs),
};
