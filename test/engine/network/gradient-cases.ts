import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import type { Network } from '../../../src/engine/network/network.ts';
import type { Activations, Program } from '../../../src/engine/programs/program.ts';
import { referenceGradient, repairGradients } from './autograd-reference.ts';

type Measure = (a: tf.Tensor4D) => tf.Scalar;
export const mean: Measure = (a) => tf.mean(a);
const meanSquare: Measure = (a) => tf.mean(tf.square(a));
const meanCube: Measure = (a) => tf.mean(tf.mul(a, tf.square(a)));
const halfSquares: Measure = (a) => tf.mul(tf.sum(tf.square(a)), 0.5);
const norm: Measure = (a) => tf.sqrt(tf.sum(tf.square(a)));
const channel =
  (c: number): Measure =>
  (a) =>
    tf.mean(tf.slice(a, [0, 0, 0, c], [-1, -1, -1, 1]));
const minus =
  (measure: Measure): Measure =>
  (a) =>
    tf.neg(measure(a));

export type Combination = Readonly<Record<string, Measure>>;
/** mixed3 with mixed5 is measured by simd/accuracy.test.ts. */
export const inception: readonly [side: number, Combination][] = [
  [76, { activation_3: mean }],
  [76, { activation_5: halfSquares }],
  [80, { mixed0: meanSquare }],
  [79, { mixed1: channel(17) }],
  [76, { mixed2: meanCube, mixed0: minus(mean) }],
  [77, { mixed4: norm, mixed6: meanSquare, activation_9: mean }],
];
export const ssd: readonly [side: number, Combination][] = [
  [64, { block_1_project: meanSquare }],
  [64, { block_2_add: mean }],
  [65, { block_5_add: meanCube, block_3_expand_relu: mean }],
  [66, { block_8_expand_relu: channel(5) }],
  [64, { block_12_add: norm }],
  [64, { block_13_expand_relu: halfSquares, block_4_add: minus(meanSquare) }],
];
export const nanodet: readonly [side: number, Combination][] = [
  [64, { leaky_1: meanSquare }],
  [65, { pool: mean }],
  [66, { concat_12: meanCube, concat_27: mean }],
  [64, { leaky_13: channel(5) }],
  [67, { concat_42: norm, concat_27: minus(meanSquare) }],
  [64, { concat_62: halfSquares }],
];

/** By their names, since loading one takes as long as a gradient. */
const models = new Map<string, Promise<tf.LayersModel>>();

async function layersModel(name: string, layers: readonly string[]): Promise<tf.LayersModel> {
  const loaded = models.get(name) ?? loadRepaired(name);
  models.set(name, loaded);
  const model = await loaded;
  const outputs = layers.map((layer) => model.getLayer(layer).output as tf.SymbolicTensor);
  return tf.model({ inputs: model.inputs, outputs });
}

async function loadRepaired(name: string): Promise<tf.LayersModel> {
  const folder = new URL(`../../../assets/models/${name}/`, import.meta.url);
  const json = JSON.parse(await readFile(new URL('model.json', folder), 'utf8'));
  const [group] = json.weightsManifest;
  const shards = await Promise.all(
    group.paths.map((path: string) => readFile(new URL(path, folder))),
  );
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: group.weights,
      weightData: Uint8Array.from(Buffer.concat(shards)).buffer,
    }),
  );
  return repairGradients(model);
}

/** Soft blobs at several scales, so that windows seldom tie and ReLUs split as on photographs. */
export function texture(side: number, seed = 11): tf.Tensor4D {
  return tf.tidy(() => {
    const layers = [4, 9, 21].map((cells, i) =>
      tf.image.resizeBilinear(
        tf.randomUniform([1, cells, cells, 3], 0, 1, 'float32', seed + i) as tf.Tensor4D,
        [side, side],
      ),
    );
    return tf.div(tf.addN(layers), layers.length);
  });
}

function ours(program: Program, combination: Combination, pixels: Float32Array, side: number) {
  const image = tf.tensor4d(pixels, [1, side, side, 3]);
  const evaluate = (activations: Activations) =>
    new Map(
      Object.entries(combination).map(([layer, measure]) => {
        const a = activations.get(layer) as tf.Tensor4D;
        return [layer, cotangentOnCpu(a, measure)];
      }),
    );
  const gradient = program.gradient(image, evaluate);
  const values = gradient.dataSync<'float32'>().slice();
  tf.dispose([gradient, image]);
  return values;
}

/** The measure's own derivative, by autograd at the layer. */
function cotangentOnCpu(activation: tf.Tensor4D, measure: Measure): tf.Tensor4D {
  return tf.tidy(() => tf.grad((a) => measure(a as tf.Tensor4D))(activation) as tf.Tensor4D);
}

/**
 * The input gradient of a combination of layers at a picture of so many pixels, from each program on
 * the wasm backend, and from autograd on the cpu backend.
 */
export async function gradientsOf(
  name: string,
  network: Network,
  combination: Combination,
  side: number,
  programs: readonly Program[],
  picture: (side: number) => tf.Tensor4D = texture,
): Promise<{ actual: readonly Float32Array[]; reference: Float32Array }> {
  await tf.setBackend('cpu');
  const image = picture(side);
  const pixels = image.dataSync<'float32'>().slice();
  const layers = Object.keys(combination);
  const model = await layersModel(name, layers);
  const reference = referenceGradient(model, image, network.range, (activations) =>
    tf.addN(
      layers.map((layer, i) => (combination[layer] as Measure)(activations[i] as tf.Tensor4D)),
    ),
  );
  await tf.setBackend('wasm');
  const actual = programs.map((program) => ours(program, combination, pixels, side));
  return { actual, reference };
}
