import { type GraphModel, type GraphNode, readGraphModel } from './graph-model.ts';
import { ModelBuilder, type Pair, type StoredArray } from './model-builder.ts';

/** What the detector's backbone ends with; everything behind finds boxes. */
const end = 'PartitionedCall/onnx_tf_prefix_Concat_62';

/** Per channel, in the network's order (blue, green, red), for numbers in [0, 255]. */
const mean = [103.53, 116.28, 123.675];
const deviation = [57.375, 57.12, 58.395];

type Padding = readonly [rows: Pair, columns: Pair];

/** A layer, and the padding that the next convolution or pool has to apply to it. */
interface Value {
  readonly layer: string;
  readonly padding: Padding;
}

const none: Padding = [
  [0, 0],
  [0, 0],
];

/**
 * The backbone of NanoDet-g as a layers model that takes RGB in [0, 1]: the files, by name. The
 * graph model works on [1, channels, height, width] and transposes around every layer; here all is
 * [1, height, width, channels]. Convolutions and what follows them are numbered from 1 as the graph
 * numbers them, concatenations as ONNX did (concat_42).
 * @param path nanodet.json of the package.
 */
export function nanodetFiles(path: string): ReadonlyMap<string, Uint8Array> {
  const graph = readGraphModel(path);
  const builder = new ModelBuilder();
  const picture = normalise(builder, builder.input('input_1'));
  const known = new Map<string, Value>();
  const read = (name: string): Value => {
    const value = known.get(name) ?? translate(builder, graph, graph.node(name), { read, picture });
    known.set(name, value);
    return value;
  };
  return builder.files('nanodet_g', read(end).layer);
}

interface Reading {
  readonly read: (name: string) => Value;
  readonly picture: string;
}

function translate(
  builder: ModelBuilder,
  graph: GraphModel,
  node: GraphNode,
  { read, picture }: Reading,
): Value {
  const [first = '', second = ''] = node.input ?? [];
  switch (node.op) {
    case 'Placeholder':
      return { layer: picture, padding: none };
    case 'Transpose':
      return read(first);
    case 'Pad':
    case 'PadV2':
      return { layer: read(first).layer, padding: paddingOf(graph.ints(second)) };
    case 'Add':
      return convolution(builder, graph, graph.node(first), { bias: second, read });
    case 'LeakyRelu': {
      const { layer } = read(first);
      const alpha = node.attr?.alpha?.f ?? 0.2;
      return plain(builder.leakyRelu(layer.replace('conv', 'leaky'), layer, alpha));
    }
    case 'MaxPool':
      return plain(maxPool(builder, node, read(first)));
    case 'ConcatV2': {
      const joined = node.input?.slice(0, -1).map((name) => read(name).layer) ?? [];
      return plain(builder.concatenate(`concat_${node.name.split('_').at(-1)}`, joined));
    }
    default:
      throw new Error(`The operation ${node.op} of ${node.name} has no layer.`);
  }
}

function plain(layer: string): Value {
  return { layer, padding: none };
}

/** The convolution of the addition that adds its bias. */
function convolution(
  builder: ModelBuilder,
  graph: GraphModel,
  node: GraphNode,
  { bias, read }: { readonly bias: string; readonly read: Reading['read'] },
): Value {
  const [input = '', filterName = ''] = node.input ?? [];
  const name = `conv_${Number(/convolution_?(\d*)$/.exec(node.name)?.[1] ?? 0) + 1}`;
  const filter = graph.floats(filterName);
  const { data } = graph.floats(bias);
  const strides = pairOf(node, 'strides');
  const { layer, padding } = read(input);
  const keepsSize = strides.every((stride) => stride === 1) && surrounds(filter.shape, padding);
  const padded =
    keepsSize || isNone(padding) ? layer : builder.zeroPad(`${name}_pad`, layer, padding);
  const window = { strides, padding: keepsSize ? 'same' : 'valid' } as const;
  return plain(builder.conv(name, padded, filter, { shape: [data.length], data }, window));
}

/**
 * The pool pads with minus infinity, so that what lies outside is never the largest; a layers model
 * can only pad with zeros, which are larger than negative numbers. SAME does leave the outside out,
 * but with stride 2 it puts windows of three on an even number of pixels elsewhere. With stride 1 it
 * puts one around every pixel, and of these the second pool takes every other: exactly the windows
 * wanted.
 */
function maxPool(builder: ModelBuilder, node: GraphNode, { layer, padding }: Value): string {
  const size = pairOf(node, 'ksize');
  const strides = pairOf(node, 'strides');
  if (!surrounds(size, padding)) throw new Error('The pool pads otherwise than expected.');
  const all = builder.maxPool('pool_windows', layer, size, { strides: [1, 1], padding: 'same' });
  return builder.maxPool('pool', all, [1, 1], { strides, padding: 'valid' });
}

/** Whether the padding puts a window of this odd size around every pixel. */
function surrounds(size: readonly number[], padding: Padding): boolean {
  return padding.every(([before, after], axis) => {
    const around = ((size[axis] ?? 0) - 1) / 2;
    return before === around && after === around;
  });
}

function isNone(padding: Padding): boolean {
  return padding.flat().every((length) => length === 0);
}

/** Before and after each of [batch, channels, height, width]. */
function paddingOf(numbers: readonly number[]): Padding {
  const [top = 0, bottom = 0, left = 0, right = 0] = numbers.slice(4);
  return [
    [top, bottom],
    [left, right],
  ];
}

/** Attributes that are lists go over [batch, height, width, channels]. */
function pairOf(node: GraphNode, attribute: string): Pair {
  const [, vertical = '1', horizontal = '1'] = node.attr?.[attribute]?.list?.i ?? [];
  return [Number(vertical), Number(horizontal)];
}

/**
 * (255 x - mean) / deviation, with the channels turned round, as a 1x1 convolution. It cannot go
 * into the first convolution: that pads with zeros, which here stand for the mean colour.
 */
function normalise(builder: ModelBuilder, input: string): string {
  const data = new Float32Array(9);
  mean.forEach((_, output) => {
    data[(2 - output) * 3 + output] = 255 / (deviation[output] as number);
  });
  const filter: StoredArray = { shape: [1, 1, 3, 3], data };
  const shift = mean.map((value, output) => -value / (deviation[output] as number));
  const bias: StoredArray = { shape: [3], data: Float32Array.from(shift) };
  return builder.conv('normalise', input, filter, bias, { strides: [1, 1], padding: 'same' });
}
