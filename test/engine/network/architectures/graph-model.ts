import { type Attribute, dims, GraphWriter, text, wholes } from '../importers/graph-writer.ts';
import {
  type Act,
  type Builder,
  type ConvSettings,
  epsilon,
  lrn,
  type Pad,
  type Pair,
  type PoolSettings,
  pairOf,
  RandomWeights,
  type Value,
} from './builder.ts';
import type { Architecture, Width } from './networks.ts';

/** The files of a graph model, and the values to look at. */
export interface GraphModelFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly depths: readonly string[];
}

/**
 * Writes a network as tfjs-converter writes what Keras saved: variables as constants, batch
 * normalisation folded into the convolution before it, bias and activation fused into it too, zeros
 * around it by a node of their own, sizes worked out while it runs.
 */
export function graphModel(architecture: Architecture, w: Width): GraphModelFiles {
  const writer = new GraphModelWriter();
  const depths = architecture(writer, w).map(({ name }) => name);
  return { files: writer.files(), depths };
}

const float = { type: 'DT_FLOAT' };
const integer = { type: 'DT_INT32' };

/** Before every name but that of the input. */
const scope = 'StatefulPartitionedCall/model';

const picture = [-1, -1, -1, 3];
const tensor = (size: readonly number[]) => ({ dtype: 'DT_FLOAT', tensorShape: dims(size) });
const signature = {
  inputs: { input_1: { name: 'input_1:0', ...tensor(picture) } },
  outputs: { output_0: { name: 'Identity:0', ...tensor([-1, -1]) } },
};

class GraphModelWriter implements Builder {
  readonly input: Value = { name: 'input_1', channels: 3 };
  private readonly file = new GraphWriter(signature);
  private readonly random = new RandomWeights(7);
  private last = this.file.placeholder(this.input.name, picture);

  conv(name: string, x: Value, how: ConvSettings): Value {
    const [height, width] = pairOf(how.size ?? 1);
    const shape = [height, width, x.channels, how.outputs];
    return this.convolution(name, x, how, shape, how.outputs, '_FusedConv2D');
  }

  depthwise(name: string, x: Value, how: Omit<ConvSettings, 'outputs'>): Value {
    const [height, width] = pairOf(how.size ?? 1);
    const shape = [height, width, x.channels, 1];
    return this.convolution(name, x, how, shape, x.channels, 'FusedDepthwiseConv2dNative');
  }

  norm(name: string, x: Value, act?: Act): Value {
    const { scale, offset, mean, variance } = this.random.batchNorm(x.channels);
    const parts = Object.entries({ ReadVariableOp: scale, ReadVariableOp_1: offset }).concat(
      Object.entries({
        'FusedBatchNormV3/ReadVariableOp': mean,
        'FusedBatchNormV3/ReadVariableOp_1': variance,
      }),
    );
    const inputs = parts.map(([part, data]) => this.floats(`${name}/${part}`, [x.channels], data));
    const attr = {
      T: float,
      U: float,
      epsilon: { f: epsilon.batchNorm },
      is_training: { b: false },
      data_format: text('NHWC'),
      exponential_avg_factor: { f: 1 },
    };
    const y = this.node(`${name}/FusedBatchNormV3`, 'FusedBatchNormV3', [x.name, ...inputs], attr);
    return this.activate(name, { ...x, name: y }, act);
  }

  layerNorm(name: string, x: Value): Value {
    const at = (part: string) => `${name}/${part}`;
    const { channels } = x;
    const channelsAxis = this.integers(at('moments/mean/reduction_indices'), [1], [3]);
    const keep = { T: float, Tidx: integer, keep_dims: { b: true } };
    const mean = this.node(at('moments/mean'), 'Mean', [x.name, channelsAxis], keep);
    const square = this.node(at('moments/SquaredDifference'), 'SquaredDifference', [x.name, mean]);
    const variance = this.node(at('moments/variance'), 'Mean', [square, channelsAxis], keep);
    const small = this.floats(at('batchnorm/add/y'), [], [epsilon.layerNorm]);
    const gamma = this.floats(
      at('batchnorm/mul/ReadVariableOp'),
      [channels],
      this.random.uniform(channels, 0.6, 1.4),
    );
    const beta = this.floats(
      at('batchnorm/ReadVariableOp'),
      [channels],
      this.random.bias(channels),
    );
    const sum = this.node(at('batchnorm/add'), 'AddV2', [variance, small]);
    const factor = this.node(at('batchnorm/mul'), 'Mul', [
      this.node(at('batchnorm/Rsqrt'), 'Rsqrt', [sum]),
      gamma,
    ]);
    const scaled = this.node(at('batchnorm/mul_1'), 'Mul', [x.name, factor]);
    const shift = this.node(at('batchnorm/sub'), 'Sub', [
      beta,
      this.node(at('batchnorm/mul_2'), 'Mul', [mean, factor]),
    ]);
    return { name: this.node(at('batchnorm/add_1'), 'AddV2', [scaled, shift]), channels };
  }

  scale(name: string, x: Value): Value {
    const factors = this.random.uniform(x.channels, 0.5, 1.5);
    const constant = this.floats(`${name}/mul/ReadVariableOp`, [x.channels], factors);
    return { ...x, name: this.node(`${name}/mul`, 'Mul', [x.name, constant]) };
  }

  activate(name: string, x: Value, act: Act | undefined): Value {
    return { ...x, name: act ? this.activation(name, x.name, act) : x.name };
  }

  private activation(name: string, x: string, act: Act): string {
    const at = (part: string) => `${name}/${part}`;
    const constant = (part: string, value: number) => this.floats(at(part), [], [value]);
    switch (act) {
      case 'relu':
        return this.node(at('Relu'), 'Relu', [x]);
      case 'relu6':
        return this.node(at('Relu6'), 'Relu6', [x]);
      case 'sigmoid':
        return this.node(at('Sigmoid'), 'Sigmoid', [x]);
      case 'swish':
        return this.node(at('mul'), 'Mul', [x, this.node(at('Sigmoid'), 'Sigmoid', [x])]);
      case 'hard-swish': {
        const sum = this.node(at('re_lu/add'), 'AddV2', [x, constant('re_lu/add/y', 3)]);
        const cut = this.node(at('re_lu/Relu6'), 'Relu6', [sum]);
        const part = this.node(at('mul'), 'Mul', [cut, constant('mul/y', 1 / 6)]);
        return this.node(at('multiply/mul'), 'Mul', [x, part]);
      }
      case 'gelu': {
        const half = this.node(at('Gelu/mul'), 'Mul', [constant('Gelu/mul/x', 0.5), x]);
        const scaled = this.node(at('Gelu/truediv'), 'RealDiv', [
          x,
          constant('Gelu/Cast/x', Math.SQRT2),
        ]);
        const erf = this.node(at('Gelu/Erf'), 'Erf', [scaled]);
        const sum = this.node(at('Gelu/add'), 'AddV2', [constant('Gelu/add/x', 1), erf]);
        return this.node(at('Gelu/mul_1'), 'Mul', [half, sum]);
      }
    }
  }

  pool(name: string, x: Value, { kind, size, stride, pad = 0 }: PoolSettings): Value {
    const op = kind === 'max' ? 'MaxPool' : 'AvgPool';
    // Keras surrounds a pool of 3x3 around each pixel with nothing, by SAME.
    const padded = this.padded(name, x, stride === 1 && pad !== 0 ? 'same' : pad);
    const attr = {
      T: float,
      data_format: text('NHWC'),
      ksize: wholes(1, size, size, 1),
      strides: wholes(1, stride, stride, 1),
      padding: text(padded.padding),
      explicit_paddings: { list: {} },
    };
    return { ...x, name: this.node(`${name}/${op}`, op, [padded.x], attr) };
  }

  localResponse(name: string, x: Value): Value {
    const attr = {
      T: float,
      depth_radius: { i: String((lrn.size - 1) / 2) },
      bias: { f: lrn.bias },
      alpha: { f: lrn.alpha / lrn.size },
      beta: { f: lrn.beta },
    };
    return { ...x, name: this.node(`${name}/LRN`, 'LRN', [x.name], attr) };
  }

  mean(name: string, x: Value): Value {
    const axes = this.integers(`${name}/Mean/reduction_indices`, [2], [1, 2]);
    const pooled = this.node(`${name}/Mean`, 'Mean', [x.name, axes], {
      T: float,
      Tidx: integer,
      keep_dims: { b: false },
    });
    // As a layer Reshape does it: the batch is asked for while the network runs.
    const shape = this.shapeOf(`${name}_reshape`, pooled, ['batch', 1, 1, x.channels]);
    return { ...x, name: this.reshape(`${name}_reshape/Reshape`, pooled, shape) };
  }

  concat(name: string, values: readonly Value[]): Value {
    const axis = this.integers(`${name}/concat/axis`, [], [3]);
    const inputs = values.map((value) => value.name);
    const attr = { T: float, Tidx: integer, N: { i: String(values.length) } };
    const channels = values.reduce((sum, value) => sum + value.channels, 0);
    return { name: this.node(`${name}/concat`, 'ConcatV2', [...inputs, axis], attr), channels };
  }

  add(name: string, a: Value, b: Value): Value {
    return { ...a, name: this.node(`${name}/add`, 'AddV2', [a.name, b.name]) };
  }

  multiply(name: string, a: Value, b: Value): Value {
    return { ...a, name: this.node(`${name}/mul`, 'Mul', [a.name, b.name]) };
  }

  slice(name: string, x: Value, begin: number, size: number): Value {
    const part = (word: string, last: number) =>
      this.integers(`${name}/strided_slice/${word}`, [4], [0, 0, 0, last]);
    const steps = this.integers(`${name}/strided_slice/stack_2`, [4], [1, 1, 1, 1]);
    const inputs = [x.name, part('stack', begin), part('stack_1', begin + size), steps];
    const mask = { begin_mask: { i: '7' }, end_mask: { i: '7' } };
    return { name: this.stridedSlice(`${name}/strided_slice`, inputs, mask), channels: size };
  }

  shuffle(name: string, x: Value, groups: number): Value {
    const { channels } = x;
    const each = channels / groups;
    const split = this.shapeOf(name, x.name, ['batch', 'height', 'width', groups, each]);
    const grouped = this.reshape(`${name}/Reshape`, x.name, split);
    const order = this.integers(`${name}/transpose/perm`, [5], [0, 1, 2, 4, 3]);
    const attr = { T: float, Tperm: integer };
    const turned = this.node(`${name}/transpose`, 'Transpose', [grouped, order], attr);
    const whole = this.shapeOf(`${name}_1`, x.name, ['batch', 'height', 'width', channels]);
    return { name: this.reshape(`${name}/Reshape_1`, turned, whole), channels };
  }

  classify(name: string, x: Value, side: number, sizes: readonly number[]): void {
    let inputs = x.channels * side * side;
    const flat = this.integers(`${name}/flatten/Const`, [2], [-1, inputs]);
    let y = this.reshape(`${name}/flatten/Reshape`, x.name, flat);
    sizes.forEach((outputs, i) => {
      const at = (part: string) => `${name}${i + 1}/${part}`;
      const weights = this.random.filter(inputs * outputs, inputs);
      const kernel = this.floats(at('MatMul/ReadVariableOp'), [inputs, outputs], weights);
      const bias = this.floats(at('BiasAdd/ReadVariableOp'), [outputs], this.random.bias(outputs));
      const last = i === sizes.length - 1;
      const attr = {
        T: float,
        transpose_a: { b: false },
        transpose_b: { b: false },
        fused_ops: { list: { s: ['BiasAdd', ...(last ? [] : ['Relu'])].map((op) => text(op).s) } },
        num_args: { i: '1' },
        epsilon: { f: 0 },
      };
      y = this.node(at(last ? 'BiasAdd' : 'Relu'), '_FusedMatMul', [y, kernel, bias], attr);
      inputs = outputs;
    });
    this.node(`${name}/Softmax`, 'Softmax', [y]);
  }

  files(): ReadonlyMap<string, Uint8Array> {
    this.file.node('Identity', 'Identity', [this.last], { T: float });
    return this.file.files();
  }

  private convolution(
    name: string,
    x: Value,
    { size = 1, stride = 1, pad = 0, norm = false, act }: Omit<ConvSettings, 'outputs'>,
    shape: readonly number[],
    outputs: number,
    op: string,
  ): Value {
    const [height, width] = pairOf(size);
    const depthwise = op.startsWith('FusedDepthwise');
    const { filter, bias } = this.random.convolution(
      [height, width, depthwise ? 1 : x.channels, outputs],
      norm,
    );
    const kernel = depthwise ? 'depthwise/ReadVariableOp' : 'Conv2D/ReadVariableOp';
    const weights = this.floats(`${name}/${kernel}`, shape, filter);
    const offset = this.floats(
      `${name}/${norm ? 'Conv2D_bn_offset' : 'BiasAdd/ReadVariableOp'}`,
      [outputs],
      bias,
    );
    const padded = this.padded(name, x, pad, [height, width]);
    const fused = act === 'relu' || act === 'relu6' ? (act === 'relu' ? 'Relu' : 'Relu6') : null;
    const attr = {
      T: float,
      data_format: text('NHWC'),
      strides: wholes(1, stride, stride, 1),
      padding: text(padded.padding),
      dilations: wholes(1, 1, 1, 1),
      explicit_paddings: { list: {} },
      use_cudnn_on_gpu: { b: true },
      num_args: { i: '1' },
      num_host_args: { i: '0' },
      epsilon: { f: 0 },
      leakyrelu_alpha: { f: 0.2 },
      TArgs: { list: { type: ['DT_FLOAT'] } },
      fused_ops: {
        list: { s: ['BiasAdd', ...(fused ? [fused] : [])].map((each) => text(each).s) },
      },
    };
    const plain = norm ? `${name}_bn/FusedBatchNormV3` : `${name}/BiasAdd`;
    const called = fused ? `${name}_relu/${fused}` : plain;
    const y = { name: this.node(called, op, [padded.x, weights, offset], attr), channels: outputs };
    return fused ? y : this.activate(`${name}_activation`, y, act);
  }

  private padded(name: string, x: Value, pad: Pad, size: Pair = [2, 2]) {
    if (pad === 'same' || pad === 'ceil') return { x: x.name, padding: 'SAME' };
    if (pad === 0) return { x: x.name, padding: 'VALID' };
    const [down, right] = size.map((side) => (side > 1 ? pad : 0)) as [number, number];
    const margins = this.integers(
      `${name}_pad/Pad/paddings`,
      [4, 2],
      [0, 0, down, down, right, right, 0, 0],
    );
    const attr = { T: float, Tpaddings: integer };
    return { x: this.node(`${name}_pad/Pad`, 'Pad', [x.name, margins], attr), padding: 'VALID' };
  }

  /** A shape whose `batch`, `height` and `width` are taken of a value while the network runs. */
  private shapeOf(name: string, of: string, parts: readonly (number | string)[]): string {
    const shape = this.node(`${name}/Shape`, 'Shape', [of], { T: float, out_type: integer });
    const inputs = parts.map((part, i) => {
      if (typeof part === 'number') return this.integers(`${name}/Reshape/shape/${i}`, [], [part]);
      const axis = ['batch', 'height', 'width'].indexOf(part);
      const at = `${name}/strided_slice${i === 0 ? '' : `_${i}`}`;
      const bounds = [axis, axis + 1, 1].map((value, k) =>
        this.integers(`${at}/stack${k === 0 ? '' : `_${k}`}`, [1], [value]),
      );
      return this.stridedSlice(at, [shape, ...bounds], { shrink_axis_mask: { i: '1' } }, integer);
    });
    const attr = { T: integer, axis: { i: '0' }, N: { i: String(parts.length) } };
    return this.node(`${name}/Reshape/shape`, 'Pack', inputs, attr);
  }

  private stridedSlice(name: string, inputs: readonly string[], masks: object, T: object = float) {
    const none = ['begin_mask', 'end_mask', 'ellipsis_mask', 'new_axis_mask', 'shrink_axis_mask'];
    const attr = {
      T,
      Index: integer,
      ...Object.fromEntries(none.map((mask) => [mask, { i: '0' }])),
    };
    return this.node(name, 'StridedSlice', inputs, { ...attr, ...masks });
  }

  private reshape(name: string, x: string, shape: string): string {
    return this.node(name, 'Reshape', [x, shape], { T: float, Tshape: integer });
  }

  private node(name: string, op: string, input: readonly string[], attr: Attribute = { T: float }) {
    this.last = this.file.node(op, `${scope}/${name}`, input, attr);
    return this.last;
  }

  private floats(name: string, shape: readonly number[], data: Iterable<number>): string {
    return this.file.floats(`${scope}/${name}`, shape, data);
  }

  private integers(name: string, shape: readonly number[], data: readonly number[]): string {
    return this.file.ints(`${scope}/${name}`, data, shape);
  }
}
