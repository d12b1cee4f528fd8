import { type AttributeToWrite, writeInput, writeNode } from '../importers/onnx-writer.ts';
import {
  type Act,
  type Builder,
  type ConvSettings,
  epsilon,
  lrn,
  type Pad,
  type PoolSettings,
  pairOf,
  RandomWeights,
  type Value,
} from './builder.ts';
import type { Architecture, Width } from './networks.ts';
import { joined, type Message, message } from './protobuf.ts';

export interface OnnxOptions {
  /**
   * `nchw`: as PyTorch writes. `nhwc`: as tf2onnx writes what Keras has: the picture and all between
   * with channels last, convolutions and pools between two transpositions.
   */
  readonly layout: 'nchw' | 'nhwc';
  readonly weights?: RandomWeights;
  /** Height and width that the file gives for its input; open where absent. */
  readonly side?: number;
}

export interface OnnxFile {
  readonly file: Message;
  /** The values to look at. */
  readonly depths: readonly string[];
}

/** Writes a network as an ONNX file of opset 13. */
export function onnxModel(architecture: Architecture, w: Width, options: OnnxOptions): OnnxFile {
  const writer = new OnnxWriter(options);
  const depths = architecture(writer, w).map(({ name }) => name);
  return { file: writer.file(), depths };
}

class OnnxWriter implements Builder {
  readonly input: Value = { name: 'input', channels: 3 };
  private readonly nodes: Uint8Array[] = [];
  private readonly tensors: Message[] = [];
  private readonly random: RandomWeights;
  private last = '';

  constructor(private readonly options: OnnxOptions) {
    this.random = options.weights ?? new RandomWeights(7);
  }

  conv(name: string, x: Value, how: ConvSettings): Value {
    const [height, width] = pairOf(how.size ?? 1);
    return this.convolution(name, x, how, [height, width, x.channels, how.outputs], 1);
  }

  depthwise(name: string, x: Value, how: Omit<ConvSettings, 'outputs'>): Value {
    const [height, width] = pairOf(how.size ?? 1);
    return this.convolution(name, x, how, [height, width, 1, x.channels], x.channels);
  }

  norm(name: string, x: Value, act?: Act): Value {
    const parts = Object.entries(this.random.batchNorm(x.channels));
    const inputs = parts.map(([part, data]) => this.floats(`${name}.${part}`, [x.channels], data));
    const attributes = { epsilon: { float: epsilon.batchNorm } };
    const y = this.between(name, x.name, (plain) =>
      this.node(`${name}/BatchNormalization`, 'BatchNormalization', [plain, ...inputs], attributes),
    );
    return this.activate(name, { ...x, name: y }, act);
  }

  layerNorm(name: string, x: Value): Value {
    const at = (part: string) => `${name}/${part}`;
    const keep = { axes: [this.channelAxis], keepdims: 1 };
    const mean = this.node(at('mean'), 'ReduceMean', [x.name], keep);
    const centred = this.node(at('sub'), 'Sub', [x.name, mean]);
    const square = this.node(at('pow'), 'Pow', [centred, this.floats(at('two'), [], [2])]);
    const variance = this.node(at('variance'), 'ReduceMean', [square], keep);
    const small = this.floats(at('epsilon'), [], [epsilon.layerNorm]);
    const deviation = this.node(at('sqrt'), 'Sqrt', [
      this.node(at('add'), 'Add', [variance, small]),
    ]);
    const normal = this.node(at('div'), 'Div', [centred, deviation]);
    const gamma = this.perChannel(at('gamma'), this.random.uniform(x.channels, 0.6, 1.4));
    const beta = this.perChannel(at('beta'), this.random.bias(x.channels));
    const scaled = this.node(at('mul'), 'Mul', [normal, gamma]);
    return { ...x, name: this.node(at('add_1'), 'Add', [scaled, beta]) };
  }

  scale(name: string, x: Value): Value {
    const factors = this.perChannel(`${name}.gamma`, this.random.uniform(x.channels, 0.5, 1.5));
    return { ...x, name: this.node(`${name}/Mul`, 'Mul', [x.name, factors]) };
  }

  activate(name: string, x: Value, act: Act | undefined): Value {
    return { ...x, name: act ? this.activation(name, x.name, act) : x.name };
  }

  private activation(name: string, x: string, act: Act): string {
    const at = (part: string) => `${name}/${part}`;
    const constant = (part: string, value: number) => this.floats(at(part), [], [value]);
    const six = (value: string) =>
      this.node(at('Clip'), 'Clip', [value, constant('min', 0), constant('max', 6)]);
    switch (act) {
      case 'relu':
        return this.node(at('Relu'), 'Relu', [x]);
      case 'relu6':
        return six(x);
      case 'sigmoid':
        return this.node(at('Sigmoid'), 'Sigmoid', [x]);
      case 'swish':
        return this.node(at('Mul'), 'Mul', [x, this.node(at('Sigmoid'), 'Sigmoid', [x])]);
      case 'hard-swish': {
        const cut = six(this.node(at('Add'), 'Add', [x, constant('three', 3)]));
        const part = this.node(at('Mul'), 'Mul', [cut, constant('sixth', 1 / 6)]);
        return this.node(at('Mul_1'), 'Mul', [x, part]);
      }
      case 'gelu': {
        const scaled = this.node(at('Div'), 'Div', [x, constant('root', Math.SQRT2)]);
        const erf = this.node(at('Erf'), 'Erf', [scaled]);
        const sum = this.node(at('Add'), 'Add', [erf, constant('one', 1)]);
        const product = this.node(at('Mul'), 'Mul', [x, sum]);
        return this.node(at('Mul_1'), 'Mul', [product, constant('half', 0.5)]);
      }
    }
  }

  pool(name: string, x: Value, { kind, size, stride, pad = 0 }: PoolSettings): Value {
    const op = kind === 'max' ? 'MaxPool' : 'AveragePool';
    const attributes = {
      kernel_shape: [size, size],
      strides: [stride, stride],
      ...this.padding(stride === 1 && pad !== 0 ? 'same' : pad, [size, size]),
    };
    const padded = this.paddedFirst(name, x.name, stride === 1 ? 0 : pad, kind);
    const y = this.between(name, padded.x, (plain) =>
      this.node(`${name}/${op}`, op, [plain], { ...attributes, ...padded.instead }),
    );
    return { ...x, name: y };
  }

  /** Keras pads with zeros before a max pool, of a node of its own. */
  private paddedFirst(name: string, x: string, pad: Pad, kind: string) {
    if (this.options.layout === 'nchw' || typeof pad !== 'number' || pad === 0 || kind !== 'max') {
      return { x, instead: {} };
    }
    const pads = this.integers(`${name}.pads`, [0, pad, pad, 0, 0, pad, pad, 0]);
    return { x: this.node(`${name}/Pad`, 'Pad', [x, pads]), instead: { pads: [0, 0, 0, 0] } };
  }

  localResponse(name: string, x: Value): Value {
    const attributes = {
      size: lrn.size,
      alpha: { float: lrn.alpha },
      beta: { float: lrn.beta },
      bias: { float: lrn.bias },
    };
    const y = this.between(name, x.name, (plain) =>
      this.node(`${name}/LRN`, 'LRN', [plain], attributes),
    );
    return { ...x, name: y };
  }

  mean(name: string, x: Value): Value {
    const y = this.between(name, x.name, (plain) =>
      this.node(`${name}/GlobalAveragePool`, 'GlobalAveragePool', [plain]),
    );
    return { ...x, name: y };
  }

  concat(name: string, values: readonly Value[]): Value {
    const names = values.map((value) => value.name);
    const channels = values.reduce((sum, value) => sum + value.channels, 0);
    const attributes = { axis: this.channelAxis };
    return { name: this.node(`${name}/Concat`, 'Concat', names, attributes), channels };
  }

  add(name: string, a: Value, b: Value): Value {
    return { ...a, name: this.node(`${name}/Add`, 'Add', [a.name, b.name]) };
  }

  multiply(name: string, a: Value, b: Value): Value {
    return { ...a, name: this.node(`${name}/Mul`, 'Mul', [a.name, b.name]) };
  }

  slice(name: string, x: Value, begin: number, size: number): Value {
    const bounds = [begin, begin + size, this.channelAxis].map((value, i) =>
      this.integers(`${name}.${['starts', 'ends', 'axes'][i]}`, [value]),
    );
    return { name: this.node(`${name}/Slice`, 'Slice', [x.name, ...bounds]), channels: size };
  }

  shuffle(name: string, x: Value, groups: number): Value {
    const { channels } = x;
    const each = channels / groups;
    const last = this.options.layout === 'nhwc';
    const shape = this.node(`${name}/Shape`, 'Shape', [x.name]);
    const part = (axes: readonly number[], i: number) =>
      this.node(`${name}/Gather_${i}`, 'Gather', [shape, this.integers(`${name}.axes${i}`, axes)]);
    const [batch, sides] = [part([0], 0), part(last ? [1, 2] : [2, 3], 1)];
    const target = (at: string, counts: readonly number[]) => {
      const constant = this.integers(`${name}.${at}`, counts);
      const parts = last ? [batch, sides, constant] : [batch, constant, sides];
      return this.node(`${name}/Concat_${at}`, 'Concat', parts, { axis: 0 });
    };
    const split = this.node(`${name}/Reshape`, 'Reshape', [
      x.name,
      target('split', [groups, each]),
    ]);
    const perm = last ? [0, 1, 2, 4, 3] : [0, 2, 1, 3, 4];
    const turned = this.node(`${name}/Transpose`, 'Transpose', [split], { perm });
    const whole = target('whole', [channels]);
    return { name: this.node(`${name}/Reshape_1`, 'Reshape', [turned, whole]), channels };
  }

  classify(name: string, x: Value, side: number, sizes: readonly number[]): void {
    let inputs = x.channels * side * side;
    let y = this.node(`${name}/Flatten`, 'Flatten', [x.name], { axis: 1 });
    sizes.forEach((outputs, i) => {
      const weights = this.random.filter(inputs * outputs, inputs);
      const kernel = this.floats(`${name}.${i}.weight`, [outputs, inputs], weights);
      const bias = this.floats(`${name}.${i}.bias`, [outputs], this.random.bias(outputs));
      y = this.node(`${name}/Gemm_${i}`, 'Gemm', [y, kernel, bias], { transB: 1 });
      if (i < sizes.length - 1) y = this.node(`${name}/Relu_${i}`, 'Relu', [y]);
      inputs = outputs;
    });
    this.node(`${name}/Softmax`, 'Softmax', [y], { axis: 1 });
  }

  file(): Message {
    const sides = [this.options.side ?? -1, this.options.side ?? -1];
    const picture = this.options.layout === 'nchw' ? [-1, 3, ...sides] : [-1, ...sides, 3];
    const input = { name: this.input.name, shape: picture };
    return onnxFile({ nodes: this.nodes, tensors: this.tensors, input, output: this.last });
  }

  private get channelAxis(): number {
    return this.options.layout === 'nchw' ? 1 : 3;
  }

  private convolution(
    name: string,
    x: Value,
    { size = 1, stride = 1, pad = 0, norm = false, act }: Omit<ConvSettings, 'outputs'>,
    [height, width, inputs, outputs]: readonly [number, number, number, number],
    group: number,
  ): Value {
    const { filter, bias } = this.random.convolution([height, width, inputs, outputs], norm);
    const shape = [outputs, inputs, height, width];
    const kernel = this.floats(`${name}.weight`, shape, outputsFirst(filter, outputs, inputs));
    const offset = this.floats(`${name}.bias`, [outputs], bias);
    const attributes = {
      kernel_shape: [height, width],
      strides: [stride, stride],
      dilations: [1, 1],
      group,
      ...this.padding(pad, pairOf(size)),
    };
    const y = this.between(name, x.name, (plain) =>
      this.node(`${name}/Conv`, 'Conv', [plain, kernel, offset], attributes),
    );
    return this.activate(name, { name: y, channels: outputs }, act);
  }

  private padding(pad: Pad, size: readonly [number, number]): Record<string, AttributeToWrite> {
    if (pad === 'same') return { auto_pad: 'SAME_UPPER' };
    if (pad === 'ceil') {
      // What Caffe gives is SAME to Keras.
      return this.options.layout === 'nchw' ? { ceil_mode: 1 } : { auto_pad: 'SAME_UPPER' };
    }
    const [down, right] = size.map((side) => (side > 1 ? pad : 0)) as [number, number];
    return { pads: [down, right, down, right] };
  }

  /** What takes channels first: where they are last, between two transpositions. */
  private between(name: string, x: string, compute: (x: string) => string): string {
    if (this.options.layout === 'nchw') return compute(x);
    const first = this.node(`${name}__first`, 'Transpose', [x], { perm: [0, 3, 1, 2] });
    const made = compute(first);
    const last = made.replace(/_output_0$/, '__last');
    return this.node(last, 'Transpose', [made], { perm: [0, 2, 3, 1] });
  }

  private perChannel(name: string, data: Float32Array): string {
    return this.floats(
      name,
      this.options.layout === 'nchw' ? [data.length, 1, 1] : [data.length],
      data,
    );
  }

  private node(
    name: string,
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeToWrite>> = {},
  ): string {
    this.last = `${name}_output_0`;
    this.nodes.push(writeNode({ name, op, inputs, outputs: [this.last], attributes }));
    return this.last;
  }

  private floats(name: string, shape: readonly number[], data: ArrayLike<number>): string {
    const numbers = data instanceof Float32Array ? data : Float32Array.from(data);
    const raw = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    return this.tensor(name, shape, 1, raw);
  }

  private integers(name: string, data: readonly number[]): string {
    const raw = new Uint8Array(BigInt64Array.from(data, BigInt).buffer);
    return this.tensor(name, [data.length], 7, raw);
  }

  private tensor(name: string, shape: readonly number[], type: number, raw: Uint8Array): string {
    this.tensors.push(onnxTensor(name, shape, type, raw));
    return name;
  }
}

/** [height, width, inputs, outputs] as [outputs, inputs, height, width]. */
function outputsFirst(filter: Float32Array, outputs: number, inputs: number): Float32Array {
  const places = filter.length / outputs / inputs;
  const turned = new Float32Array(filter.length);
  for (let p = 0; p < places; p++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        turned[(o * inputs + i) * places + p] = filter[(p * inputs + i) * outputs + o] as number;
      }
    }
  }
  return turned;
}

/** @param type 1 for float32, 7 for int64. */
function onnxTensor(
  name: string,
  shape: readonly number[],
  type: number,
  raw: Uint8Array,
): Message {
  return message([1, shape], [2, type], [8, name], [9, raw]);
}

interface OnnxParts {
  readonly nodes: readonly Uint8Array[];
  readonly tensors: readonly Message[];
  /** Sizes below 0 are open. */
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  readonly output: string;
}

function onnxFile({ nodes, tensors, input, output }: OnnxParts): Message {
  const graph = joined(
    ...nodes.map((node) => message([1, node])),
    message([2, 'main_graph']),
    ...tensors.map((tensor) => message([5, tensor])),
    message([11, writeInput(input.name, sizes(input.shape))]),
    message([12, writeInput(output, sizes([-1, -1]))]),
  );
  return message([1, 8], [2, 'pytorch'], [7, graph], [8, message([1, ''], [2, 13])]);
}

function sizes(shape: readonly number[]): readonly (number | string)[] {
  return shape.map((size, at) => (size < 0 ? `n${at}` : size));
}
