import * as tf from '@tensorflow/tfjs';
import type { GraphModelFiles } from './graph-model.ts';
import { type Reference, type Sample, testPicture } from './reference.ts';

/**
 * What tfjs-converter's own GraphModel computes, and its autograd, on the present backend. Where tfjs
 * has no gradient or a wrong one, the operation is written out: that of average pools divides by the
 * window's size even where SAME cuts the window off.
 */
export async function graphReference(
  { files, depths }: GraphModelFiles,
  width: number,
  height: number,
): Promise<Reference> {
  for (const [op, compute] of writtenOut) tf.registerOp(op, compute);
  const model = await loadGraph(files);
  const picture = testPicture(width, height);
  const computed = model.execute(picture, [...depths]) as tf.Tensor4D[];
  const activations = new Map(depths.map((depth, i) => [depth, wholeOf(computed[i] as tf.Tensor)]));
  const chosen = [Math.floor(depths.length / 4), Math.floor(depths.length / 2), depths.length - 1];
  const gradients = new Map(
    chosen.map((index) => {
      const depth = depths[index] as string;
      const meanSquare = (x: tf.Tensor) =>
        tf.mean(tf.square(model.execute(x, depth) as tf.Tensor)) as tf.Scalar;
      const gradient = tf.grad(meanSquare)(picture);
      const sample = wholeOf(gradient);
      gradient.dispose();
      return [depth, sample] as const;
    }),
  );
  tf.dispose([picture, ...computed]);
  model.dispose();
  for (const [op] of writtenOut) tf.deregisterOp(op);
  return { width, height, activations, gradients };
}

async function loadGraph(files: ReadonlyMap<string, Uint8Array>): Promise<tf.GraphModel> {
  const { modelTopology, weightsManifest, signature, format } = JSON.parse(
    Buffer.from(files.get('model.json') as Uint8Array).toString(),
  );
  const [{ paths, weights }] = weightsManifest;
  const weightData = (files.get(paths[0]) as Uint8Array).buffer as ArrayBuffer;
  const artifacts = { modelTopology, weightSpecs: weights, weightData, signature, format };
  return tf.loadGraphModel(tf.io.fromMemory(artifacts));
}

/** The parts of tfjs-converter's node that are read here. */
interface CustomNode {
  readonly inputs: readonly tf.Tensor[];
  readonly attrs: Readonly<Record<string, unknown>>;
}

function averagePool({ inputs, attrs }: CustomNode): tf.Tensor {
  const [, height = 1, width = 1] = attrs.ksize as number[];
  const [, down = 1, right = 1] = attrs.strides as number[];
  const x = inputs[0] as tf.Tensor4D;
  const window = tf.ones([height, width, x.shape[3], 1]) as tf.Tensor4D;
  const sum = (value: tf.Tensor4D) =>
    tf.depthwiseConv2d(value, window, [down, right], attrs.padding as 'same');
  return tf.div(sum(x), sum(tf.onesLike(x)));
}

function squaredDifference({ inputs: [a, b] }: CustomNode): tf.Tensor {
  return tf.square(tf.sub(a as tf.Tensor, b as tf.Tensor));
}

/** Of channels; other values are shapes, which have no gradient. */
function stridedSlice({ inputs, attrs }: CustomNode): tf.Tensor {
  const [x, ...bounds] = inputs as [tf.Tensor, ...tf.Tensor[]];
  const [begin = [], end = [], strides = []] = bounds.map((bound) => [...bound.dataSync()]);
  if (x.rank === 4) {
    const from = begin.at(-1) ?? 0;
    return tf.slice(x, [0, 0, 0, from], [-1, -1, -1, (end.at(-1) ?? 0) - from]);
  }
  return tf.stridedSlice(x, begin, end, strides, 0, 0, 0, 0, Number(attrs.shrink_axis_mask));
}

const writtenOut = [
  ['AvgPool', averagePool],
  ['SquaredDifference', squaredDifference],
  ['StridedSlice', stridedSlice],
] as const;

function wholeOf(tensor: tf.Tensor): Sample {
  const values = tensor.dataSync<'float32'>().slice();
  const rms = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
  const max = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return { shape: tensor.shape.slice(1), step: 1, values, rms, max };
}
