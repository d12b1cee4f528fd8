import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import type { Activations } from '../../../../src/engine/programs/program.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { memorySource } from '../memory-source.ts';
import { float, GraphWriter, text, texts, whole, wholes } from './graph-writer.ts';

/*
 * Graph models against tfjs-converter's GraphModel, which runs the nodes of the file one by one:
 * what each layer gives, and the gradient of the mean of its squares by the picture.
 */

const same = {
  padding: text('SAME'),
  strides: wholes(1, 1, 1, 1),
  data_format: text('NHWC'),
  dilations: wholes(1, 1, 1, 1),
};
const valid = { ...same, padding: text('VALID') };
const height = 21;
const width = 17;

beforeAll(() => tf.setBackend('cpu'));

/** Everything that reads `x`, one graph for each. */
const cases: Readonly<Record<string, (g: GraphWriter, x: string) => string>> = {
  'Conv2D, BiasAdd, Relu': (g, x) => {
    const c = g.node('Conv2D', 'c', [x, g.random('w', [3, 3, 3, 4])], same);
    const b = g.node('BiasAdd', 'b', [c, g.random('o', [4])], { data_format: text('NHWC') });
    return g.node('Relu', 'y', [b]);
  },
  '_FusedConv2D with BiasAdd and LeakyRelu': (g, x) =>
    g.node('_FusedConv2D', 'y', [x, g.random('w', [3, 3, 3, 4]), g.random('o', [4])], {
      ...valid,
      strides: wholes(1, 2, 2, 1),
      fused_ops: texts('BiasAdd', 'LeakyRelu'),
      num_args: whole(1),
      leakyrelu_alpha: float(0.1),
    }),
};

describe.each(Object.entries(cases))('%s', (_, build) => {
  test('computes what the converter does', async () => {
    const g = new GraphWriter();
    const last = build(g, g.placeholder('x', [1, -1, -1, 3]));
    await expectSame(g, last);
  });
});

async function expectSame(g: GraphWriter, layer: string) {
  const network = await open(g);
  const reference = await tf.loadGraphModel(g.handler());
  const picture = tf.randomUniform([1, height, width, 3], -1, 1, 'float32', 5) as tf.Tensor4D;
  const run = (x: tf.Tensor) => reference.execute({ x }, layer) as tf.Tensor4D;
  const expected = run(picture);
  const compiled = compileTfjsProgram(network, [layer]);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const found = compiled.value.forward(picture).get(layer) as tf.Tensor;
  expect(found.size).toBe(expected.size);
  expect(worst(found, expected)).toBeLessThan(1e-4);
  const gradient = compiled.value.gradient(picture, meanSquare);
  const byAutograd = tf.grad((x) => tf.mean(tf.square(run(x))))(picture);
  expect(worst(gradient, byAutograd)).toBeLessThan(1e-4);
}

async function open(g: GraphWriter): Promise<Network> {
  const loaded = await loadNetwork(memorySource(g.files()), { name: 'Test network' });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  if (loaded.value.notes?.length) throw new Error(loaded.value.notes[0]?.message);
  return loaded.value;
}

function meanSquare(activations: Activations): Activations {
  return new Map([...activations].map(([name, a]) => [name, tf.mul(a, 2 / a.size) as tf.Tensor4D]));
}

/** The largest difference, as a part of the largest number. */
function worst(found: tf.Tensor, expected: tf.Tensor): number {
  const [a, b] = [found.dataSync<'float32'>(), expected.dataSync<'float32'>()];
  const most = b.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return (
    b.reduce((max, value, i) => Math.max(max, Math.abs(value - (a[i] ?? Number.NaN))), 0) / most
  );
}
