import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { openWorkspace } from '../../programs/simd/kernels.ts';
import { graphModel } from '../architectures/graph-model.ts';
import { graphReference } from '../architectures/graph-reference.ts';
import { narrowNetworks } from '../architectures/networks.ts';
import { onnxModel } from '../architectures/onnx.ts';
import { checkReference, type Reference } from '../architectures/reference.ts';
import { memorySource } from '../memory-source.ts';

/**
 * Well-known networks as tfjs-converter writes them, with few channels: every block's end, and the
 * input gradient at three depths, as tfjs-converter's own GraphModel computes them with autograd. And
 * the same networks in ONNX as tf2onnx writes them, with channels last and transpositions.
 */
let workspace: Workspace;
beforeAll(async () => {
  await useBackend('wasm');
  workspace = await openWorkspace();
});
afterAll(() => tf.setBackend('cpu'));

async function opened(files: ReadonlyMap<string, Uint8Array>, main: string) {
  const range = { scale: 1, offset: 0 };
  const loaded = await loadNetwork(memorySource(files, main), { name: 'Test network', range });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.value;
}

describe.each(Object.entries(narrowNetworks))('%s', (_, made) => {
  const model = graphModel(...made);
  let reference: Reference;
  beforeAll(async () => {
    await tf.setBackend('cpu');
    reference = await graphReference(model, 97, 61);
    await tf.setBackend('wasm');
  });

  test('as a graph model', async () => {
    const network = await opened(model.files, 'model.json');
    checkReference(network, reference, compileTfjsProgram);
    checkReference(network, reference, (...what) => compileSimdProgram(...what, workspace));
  });

  test('in ONNX with channels last', async () => {
    const { file, depths } = onnxModel(...made, { layout: 'nhwc' });
    const bytes = Uint8Array.from(Buffer.concat(file.pieces));
    const network = await opened(new Map([['x.onnx', bytes]]), 'x.onnx');
    const { activations, gradients, ...size } = reference;
    const renamed = new Map(model.depths.map((depth, i) => [depth, layerOf(depths[i] ?? '')]));
    const named = <Sample>(samples: ReadonlyMap<string, Sample>) =>
      new Map([...samples].map(([depth, sample]) => [renamed.get(depth) ?? '', sample]));
    const same = { ...size, activations: named(activations), gradients: named(gradients) };
    checkReference(network, same, compileTfjsProgram);
    checkReference(network, same, (...what) => compileSimdProgram(...what, workspace));
  });
});

/** Layers are called as nodes are, depths as values are. */
function layerOf(value: string): string {
  return value.replace(/_output_0$/, '').replace(/__last$/, '');
}
