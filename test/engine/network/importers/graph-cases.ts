import { flag, float, type GraphWriter, text, texts, whole, wholes } from './graph-writer.ts';

/*
 * Small graphs as tfjs-converter writes them, one for each operation and way to set it. `x` is the
 * picture, 3 channels; each gives the name of its last node.
 */

type Build = (g: GraphWriter, x: string) => string;

const nhwc = { data_format: text('NHWC') };
const same = {
  padding: text('SAME'),
  strides: wholes(1, 1, 1, 1),
  dilations: wholes(1, 1, 1, 1),
  ...nhwc,
};
const valid = { ...same, padding: text('VALID') };
const halved = { strides: wholes(1, 2, 2, 1) };
const fused = (...names: string[]) => ({ fused_ops: texts(...names), num_args: whole(1) });

/** A convolution to so many channels, so that what follows has some. */
const conv = (g: GraphWriter, x: string, channels = 4, name = 'c') =>
  g.node('Conv2D', name, [x, g.random(`${name}/w`, [3, 3, 3, channels])], same);

/** @param input the axis last. */
const concat = (g: GraphWriter, name: string, input: readonly string[]) =>
  g.node('ConcatV2', name, input, { N: whole(input.length - 1) });

const after =
  (op: string, attr: object = {}, ...more: ((g: GraphWriter) => string)[]): Build =>
  (g, x) =>
    g.node(op, 'y', [conv(g, x), ...more.map((make) => make(g))], { ...attr });

const windows: Readonly<Record<string, Build>> = {
  'Conv2D, BiasAdd, Relu': (g, x) =>
    g.node('Relu', 'y', [g.node('BiasAdd', 'b', [conv(g, x), g.random('o', [4])], nhwc)]),
  'Conv2D with explicit padding': (g, x) =>
    g.node('Conv2D', 'y', [x, g.random('w', [3, 3, 3, 4])], {
      ...same,
      ...halved,
      padding: text('EXPLICIT'),
      explicit_paddings: wholes(0, 0, 1, 2, 0, 1, 0, 0),
    }),
  'Conv2D, dilated': (g, x) =>
    g.node('Conv2D', 'y', [x, g.random('w', [3, 3, 3, 4])], {
      ...same,
      dilations: wholes(1, 2, 2, 1),
    }),
  '_FusedConv2D with BiasAdd and LeakyRelu': (g, x) =>
    g.node('_FusedConv2D', 'y', [x, g.random('w', [3, 3, 3, 4]), g.random('o', [4])], {
      ...valid,
      ...halved,
      ...fused('BiasAdd', 'LeakyRelu'),
      leakyrelu_alpha: float(0.1),
    }),
  '_FusedConv2D with BiasAdd and Elu': (g, x) =>
    g.node('_FusedConv2D', 'y', [x, g.random('w', [3, 3, 3, 4]), g.random('o', [4])], {
      ...same,
      ...fused('BiasAdd', 'Elu'),
    }),
  '_FusedConv2D with BiasAdd and Prelu': (g, x) =>
    g.node(
      '_FusedConv2D',
      'y',
      [x, g.random('w', [3, 3, 3, 4]), g.random('o', [4]), g.random('a', [4])],
      { ...same, fused_ops: texts('BiasAdd', 'Prelu'), num_args: whole(2) },
    ),
  DepthwiseConv2dNative: (g, x) =>
    g.node('DepthwiseConv2dNative', 'y', [x, g.random('w', [3, 3, 3, 2])], { ...same, ...halved }),
  'FusedDepthwiseConv2dNative with BiasAdd and Relu6': (g, x) =>
    g.node(
      'FusedDepthwiseConv2dNative',
      'y',
      [x, g.random('w', [3, 3, 3, 1]), g.random('o', [3])],
      {
        ...same,
        ...fused('BiasAdd', 'Relu6'),
      },
    ),
  'MaxPool, same': after('MaxPool', { ...same, ...halved, ksize: wholes(1, 3, 3, 1) }),
  'MaxPool, valid': after('MaxPool', { ...valid, ...halved, ksize: wholes(1, 2, 3, 1) }),
  'AvgPool, valid': after('AvgPool', { ...valid, ...halved, ksize: wholes(1, 3, 3, 1) }),
  'PadV2 with minus infinity, MaxPool': (g, x) => {
    const floor = g.floats('low', [], [-3.4028234663852886e38]);
    const padding = g.ints('p', [0, 0, 1, 1, 1, 1, 0, 0], [4, 2]);
    const padded = g.node('PadV2', 'pad', [conv(g, x), padding, floor]);
    return g.node('MaxPool', 'y', [padded], { ...valid, ...halved, ksize: wholes(1, 3, 3, 1) });
  },
  'Conv2DBackpropInput, same': (g, x) => {
    const filter = g.random('w', [3, 3, 2, 3]);
    return g.node('Conv2DBackpropInput', 'y', [g.ints('s', [1, 42, 34, 2]), filter, x], {
      ...same,
      ...halved,
    });
  },
};

const numbers: Readonly<Record<string, Build>> = {
  ...Object.fromEntries(
    [
      'Relu',
      'Relu6',
      'Elu',
      'Selu',
      'Sigmoid',
      'Tanh',
      'Softplus',
      'Exp',
      'Abs',
      'Square',
      'Neg',
    ].map((op) => [op, after(op)]),
  ),
  LeakyRelu: after('LeakyRelu', { alpha: float(0.3) }),
  Prelu: after('Prelu', {}, (g) => g.random('a', [4])),
  'Sqrt and Rsqrt of what is above 0': (g, x) => {
    const positive = g.node('AddV2', 'p', [
      g.node('Square', 'q', [conv(g, x)]),
      g.floats('e', [], [0.5]),
    ]);
    return g.node('AddV2', 'y', [
      g.node('Sqrt', 'r', [positive]),
      g.node('Rsqrt', 's', [positive]),
    ]);
  },
  'arithmetic with constants': (g, x) => {
    const a = g.node('Mul', 'a', [g.random('m', [4]), conv(g, x)]);
    const b = g.node('Sub', 'b', [g.floats('one', [], [1]), a]);
    const c = g.node('RealDiv', 'd', [b, g.random('n', [1, 1, 1, 4], 0.2, 2)]);
    return g.node('Maximum', 'y', [c, g.floats('low', [], [-0.25])]);
  },
  'arithmetic between maps': (g, x) => {
    const [a, b] = [conv(g, x, 4, 'a'), conv(g, x, 4, 'b')];
    const sum = g.node('Sub', 'd', [g.node('AddV2', 's', [a, b]), g.node('Mul', 'p', [a, b])]);
    return g.node('Maximum', 'y', [sum, g.node('Minimum', 'l', [a, b])]);
  },
  'hard swish as Keras writes it': (g, x) => {
    const c = conv(g, x);
    const six = g.node('Relu6', 'r', [g.node('AddV2', 'a', [c, g.floats('three', [], [3])])]);
    return g.node('Mul', 'y', [c, g.node('Mul', 'm', [six, g.floats('sixth', [], [1 / 6])])]);
  },
  'swish by sigmoid': (g, x) => {
    const c = conv(g, x);
    return g.node('Mul', 'y', [c, g.node('Sigmoid', 's', [c])]);
  },
  FusedBatchNormV3: after(
    'FusedBatchNormV3',
    { ...nhwc, epsilon: float(0.001), is_training: flag(false) },
    (g) => g.random('scale', [4], 0.3, 1),
    (g) => g.random('offset', [4]),
    (g) => g.random('mean', [4]),
    (g) => g.random('variance', [4], 0.3, 1),
  ),
  'batch normalisation of constants that are computed': (g, x) => {
    const variance = g.node('AddV2', 'v', [
      g.random('variance', [4], 0.3, 1),
      g.floats('e', [], [1e-3]),
    ]);
    const scale = g.node('Mul', 'k', [
      g.node('Rsqrt', 'i', [variance]),
      g.random('gamma', [4], 0.2, 1),
    ]);
    return g.node('Mul', 'y', [conv(g, x), scale]);
  },
  LRN: after('LRN', {
    depth_radius: whole(2),
    bias: float(1),
    alpha: float(0.5),
    beta: float(0.75),
  }),
  'Mean over rows and columns': after('Mean', { keep_dims: flag(true) }, (g) =>
    g.ints('axes', [1, 2]),
  ),
  'squeeze and excite': (g, x) => {
    const c = conv(g, x);
    const mean = g.node('Mean', 'm', [c, g.ints('axes', [-3, -2])], { keep_dims: flag(false) });
    const wide = g.node('Reshape', 'w', [mean, g.ints('shape', [-1, 1, 1, 4])]);
    const less = g.node(
      '_FusedConv2D',
      'l',
      [wide, g.random('w1', [1, 1, 4, 2]), g.random('o1', [2])],
      {
        ...same,
        ...fused('BiasAdd', 'Relu'),
      },
    );
    const more = g.node('Conv2D', 'n', [less, g.random('w2', [1, 1, 2, 4])], same);
    return g.node('Mul', 'y', [c, g.node('Sigmoid', 's', [more])]);
  },
  'attention over places: mean and largest of the channels': (g, x) => {
    const c = conv(g, x);
    const mean = g.node('Mean', 'm', [c, g.ints('last', [3])], { keep_dims: flag(true) });
    const most = g.node('Max', 'n', [c, g.ints('last2', [3])], { keep_dims: flag(true) });
    const both = concat(g, 'b', [mean, most, g.ints('axis', [3], [])]);
    const weight = g.node('Conv2D', 'w', [both, g.random('k', [3, 3, 2, 1])], same);
    return g.node('Mul', 'y', [c, g.node('Sigmoid', 's', [weight])]);
  },
  'layer normalisation over channels': (g, x) => {
    const c = conv(g, x);
    const mean = g.node('Mean', 'm', [c, g.ints('last', [3])], { keep_dims: flag(true) });
    const squared = g.node('SquaredDifference', 'q', [c, mean]);
    const variance = g.node('Mean', 'v', [squared, g.ints('last2', [3])], {
      keep_dims: flag(true),
    });
    const scale = g.node('Rsqrt', 'r', [
      g.node('AddV2', 'e', [variance, g.floats('eps', [], [0.5])]),
    ]);
    const normal = g.node('Mul', 'n', [g.node('Sub', 'd', [c, mean]), scale]);
    return g.node('Mul', 'y', [normal, g.random('gamma', [4])]);
  },
};

const moved: Readonly<Record<string, Build>> = {
  ConcatV2: (g, x) =>
    concat(g, 'y', [conv(g, x, 3, 'a'), x, conv(g, x, 2, 'b'), g.ints('axis', [-1], [])]),
  'Pad, Conv2D': (g, x) => {
    const padded = g.node('Pad', 'p', [x, g.ints('n', [0, 0, 1, 1, 2, 0, 0, 0], [4, 2])]);
    return g.node('Conv2D', 'y', [padded, g.random('w', [3, 3, 3, 4])], { ...valid, ...halved });
  },
  MirrorPad: after('MirrorPad', { mode: text('REFLECT') }, (g) =>
    g.ints('n', [0, 0, 2, 1, 1, 3, 0, 0], [4, 2]),
  ),
  'ResizeNearestNeighbor by a size that is computed': (g, x) => {
    const c = conv(g, x);
    const size = g.node(
      'StridedSlice',
      'z',
      [g.node('Shape', 's', [c]), g.ints('f', [1]), g.ints('t', [3]), g.ints('by', [1])],
      {
        begin_mask: whole(0),
        end_mask: whole(0),
        ellipsis_mask: whole(0),
        new_axis_mask: whole(0),
        shrink_axis_mask: whole(0),
      },
    );
    const twice = g.node('Mul', 'd', [size, g.ints('two', [2], [])]);
    return g.node('ResizeNearestNeighbor', 'y', [c, twice], {
      align_corners: flag(false),
      half_pixel_centers: flag(true),
    });
  },
  'ResizeBilinear, half pixels': after(
    'ResizeBilinear',
    { align_corners: flag(false), half_pixel_centers: flag(true) },
    (g) => g.ints('size', [42, 34]),
  ),
  'ResizeBilinear, aligned': after(
    'ResizeBilinear',
    { align_corners: flag(true), half_pixel_centers: flag(false) },
    (g) => g.ints('size', [42, 34]),
  ),
  'Split, Relu, ConcatV2': (g, x) => {
    const parts = g.node('Split', 's', [g.ints('axis', [3], []), conv(g, x, 6)], {
      num_split: whole(3),
    });
    return concat(g, 'y', [
      g.node('Relu', 'r', [`${parts}:1`]),
      parts,
      `${parts}:2`,
      g.ints('last', [3], []),
    ]);
  },
  'SplitV with a rest': (g, x) => {
    const parts = g.node(
      'SplitV',
      's',
      [conv(g, x, 6), g.ints('sizes', [2, -1]), g.ints('axis', [3], [])],
      { num_split: whole(2) },
    );
    return g.node('Relu', 'y', [`${parts}:1`]);
  },
  'StridedSlice of channels': after(
    'StridedSlice',
    {
      begin_mask: whole(7),
      end_mask: whole(7),
      ellipsis_mask: whole(0),
      new_axis_mask: whole(0),
      shrink_axis_mask: whole(0),
    },
    (g) => g.ints('from', [0, 0, 0, 1]),
    (g) => g.ints('to', [0, 0, 0, 3]),
    (g) => g.ints('by', [1, 1, 1, 1]),
  ),
  'StridedSlice that leaves out the border': after(
    'StridedSlice',
    {
      begin_mask: whole(9),
      end_mask: whole(9),
      ellipsis_mask: whole(0),
      new_axis_mask: whole(0),
      shrink_axis_mask: whole(0),
    },
    (g) => g.ints('from', [0, 1, 2, 0]),
    (g) => g.ints('to', [0, -2, -1, 0]),
    (g) => g.ints('by', [1, 1, 1, 1]),
  ),
  'Slice of channels': after(
    'Slice',
    {},
    (g) => g.ints('from', [0, 0, 0, 1]),
    (g) => g.ints('size', [-1, -1, -1, 2]),
  ),
  'channels shuffled by reshaping': (g, x) => {
    const c = conv(g, x, 6);
    const apart = g.node('Reshape', 'a', [c, g.ints('five', [-1, 21, 17, 2, 3])]);
    const turned = g.node('Transpose', 't', [apart, g.ints('order', [0, 1, 2, 4, 3])]);
    const back = g.node('Reshape', 'b', [turned, g.ints('four', [-1, 21, 17, 6])]);
    return g.node('Conv2D', 'y', [back, g.random('w', [1, 1, 6, 3])], same);
  },
  'NCHW inside, by transposing': (g, x) => {
    const first = g.node('Transpose', 'first', [x, g.ints('o1', [0, 3, 1, 2])]);
    const biased = g.node('AddV2', 'b', [first, g.random('o', [1, 3, 1, 1])]);
    const last = g.node('Transpose', 'last', [
      g.node('Relu', 'r', [biased]),
      g.ints('o2', [0, 2, 3, 1]),
    ]);
    return g.node('Conv2D', 'y', [last, g.random('w', [3, 3, 3, 4])], same);
  },
  DepthToSpace: (g, x) =>
    g.node('DepthToSpace', 'y', [conv(g, x, 8)], { block_size: whole(2), ...nhwc }),
  'blocks of pixels made channels, by reshaping': (g, x) => {
    const even = g.node('Pad', 'e', [x, g.ints('n', [0, 0, 0, 1, 0, 1, 0, 0], [4, 2])]);
    const apart = g.node('Reshape', 'a', [even, g.ints('six', [-1, 11, 2, 9, 2, 3])]);
    const turned = g.node('Transpose', 't', [apart, g.ints('order', [0, 1, 3, 2, 4, 5])]);
    const back = g.node('Reshape', 'b', [turned, g.ints('four', [-1, 11, 9, 12])]);
    return g.node('Conv2D', 'y', [back, g.random('w', [1, 1, 12, 3])], same);
  },
  'channels made blocks of pixels, by reshaping': (g, x) => {
    const apart = g.node('Reshape', 'a', [conv(g, x, 8), g.ints('six', [-1, 21, 17, 2, 2, 2])]);
    const turned = g.node('Transpose', 't', [apart, g.ints('order', [0, 1, 4, 2, 5, 3])]);
    const back = g.node('Reshape', 'b', [turned, g.ints('four', [-1, 42, 34, 2])]);
    return g.node('Conv2D', 'y', [back, g.random('w', [1, 1, 2, 3])], same);
  },
  'AddN, Identity': (g, x) =>
    g.node('AddN', 'y', [conv(g, x, 4, 'a'), g.node('Identity', 'i', [conv(g, x, 4, 'b')])], {
      N: whole(2),
    }),
  'Mean, MatMul, Squeeze': (g, x) => {
    const mean = g.node('Mean', 'm', [conv(g, x), g.ints('axes', [1, 2])], {
      keep_dims: flag(false),
    });
    return g.node('_FusedMatMul', 'y', [mean, g.random('w', [4, 5]), g.random('o', [5])], {
      transpose_a: flag(false),
      transpose_b: flag(false),
      ...fused('BiasAdd', 'Relu'),
    });
  },
  'Reshape of a whole picture, MatMul': (g, x) => {
    const small = g.node('AvgPool', 'p', [conv(g, x)], {
      ...valid,
      ksize: wholes(1, 8, 8, 1),
      strides: wholes(1, 8, 8, 1),
    });
    const flat = g.node('Reshape', 'f', [small, g.ints('shape', [-1, 16])]);
    return g.node('MatMul', 'y', [flat, g.random('w', [5, 16])], {
      transpose_a: flag(false),
      transpose_b: flag(true),
    });
  },
};

/** Cases for which the library has no gradient, or a wrong one. */
export const withoutAutograd: ReadonlySet<string> = new Set([
  'Conv2D, dilated',
  'layer normalisation over channels',
  'MirrorPad',
  'ResizeBilinear, half pixels',
  'ResizeBilinear, aligned',
  'StridedSlice of channels',
  'StridedSlice that leaves out the border',
  'DepthToSpace',
]);

export const graphCases = { ...windows, ...numbers, ...moved };
