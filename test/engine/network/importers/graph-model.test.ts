import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import type { Activations } from '../../../../src/engine/programs/program.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { memorySource } from '../memory-source.ts';
import { graphCases, withoutAutograd } from './graph-cases.ts';
import { GraphWriter } from './graph-writer.ts';

/*
 * Graph models against tfjs-converter's GraphModel, which runs the nodes of the file one by one:
 * what each layer gives, and the gradient of the mean of its squares by the picture.
 */

const height = 21;
const width = 17;

beforeAll(() => tf.setBackend('cpu'));

describe.each(Object.entries(graphCases))('%s', (name, build) => {
  test('computes what the converter does', async () => {
    const g = new GraphWriter();
    const last = build(g, g.placeholder('x', [1, height, width, 3]));
    await expectSame(g, last, withoutAutograd.has(name) ? byDifferences : byAutograd);
  });
});

type Run = (x: tf.Tensor) => tf.Tensor;

/** Holds the gradient of the mean square of what runs against a reference. */
type CheckGradient = (run: Run, picture: tf.Tensor4D, gradient: tf.Tensor4D) => void;

async function expectSame(g: GraphWriter, layer: string, checkGradient: CheckGradient) {
  const network = await open(g);
  const reference = await tf.loadGraphModel(g.handler());
  const picture = tf.randomUniform([1, height, width, 3], -1, 1, 'float32', 5) as tf.Tensor4D;
  const run: Run = (x) => reference.execute({ x }, layer) as tf.Tensor;
  const expected = run(picture);
  const compiled = compileTfjsProgram(network, [layer]);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const found = compiled.value.forward(picture).get(layer) as tf.Tensor;
  expect(found.size).toBe(expected.size);
  expect(worst(found, expected)).toBeLessThan(1e-4);
  checkGradient(run, picture, compiled.value.gradient(picture, meanSquare));
}

const byAutograd: CheckGradient = (run, picture, gradient) => {
  const expected = tf.grad((x) => tf.mean(tf.square(run(x))))(picture);
  expect(worst(gradient, expected)).toBeLessThan(1e-4);
};

/** Along a few directions, by how much the value changes. */
const byDifferences: CheckGradient = (run, picture, gradient) => {
  const value = (x: tf.Tensor) => tf.mean(tf.square(run(x))).dataSync()[0] as number;
  for (const seed of [1, 2, 3]) {
    const step = tf.randomNormal(picture.shape, 0, 0.02, 'float32', seed);
    const change = value(tf.add(picture, step)) - value(tf.sub(picture, step));
    const expected = 2 * (tf.sum(tf.mul(gradient, step)).dataSync()[0] as number);
    const size = 2 * 0.02 * (tf.norm(gradient).dataSync()[0] as number);
    expect(Math.abs(change - expected) / size).toBeLessThan(5e-3);
  }
};

async function open(g: GraphWriter): Promise<Network> {
  const loaded = await loadNetwork(memorySource(g.files()), {
    name: 'Test network',
    range: { scale: 1, offset: 0 },
  });
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
