import { Unsupported } from '../../unsupported.ts';
import { channelsFirst, type Layout } from '../tensor-graph/arrange.ts';
import { type Axis, lengthOf } from '../tensor-graph/axes.ts';
import { foldReduce, foldReshape, type Reduction } from '../tensor-graph/constants.ts';
import {
  activated,
  batchNormalised,
  combine,
  pointwise,
  scaledAndShifted,
} from '../tensor-graph/elementwise.ts';
import type { IrBuilder } from '../tensor-graph/ir-builder.ts';
import { reduced } from '../tensor-graph/reduce.ts';
import { onMap } from '../tensor-graph/spatial.ts';
import {
  type Constant,
  type MapTensor,
  mapOf,
  numbersOf,
  type Tensor,
} from '../tensor-graph/tensor.ts';
import { single } from './arithmetic.ts';
import {
  axisOf,
  type Call,
  flagOf,
  floatOf,
  inputOf,
  intOf,
  intsOf,
  knownInput,
  shapeOf,
  type Translator,
} from './call.ts';

/*
 * What looks at many numbers at once: means, and what is divided by how much numbers differ.
 */

/** One number for each channel follows the axes [batch, channel, …]. */
function perChannel(known: Constant, rank: number): Constant {
  return foldReshape(known, [...known.shape, ...Array<number>(Math.max(rank - 2, 0)).fill(1)]);
}

const batchNormalization: Translator = (call) => {
  if (flagOf(call, 'training_mode')) throw new Unsupported('is in the mode of training');
  const x = mapOf(inputOf(call, 0));
  const [scale, offset, mean, variance] = [1, 2, 3, 4].map((at) =>
    knownInput(call, at, 'statistics'),
  ) as [Constant, Constant, Constant, Constant];
  const epsilon = floatOf(call, 'epsilon', 1e-5);
  if (x.axes.length <= 4) {
    const layout: Layout = channelsFirst.slice(0, x.axes.length);
    const inLine: Layout = x.axes.length === 3 ? ['batch', 'channel', 'column'] : layout;
    return batchNormalised(call.b, x, inLine, { scale, offset, mean, variance, epsilon });
  }
  const factor = foldScale(scale, variance, epsilon);
  const rank = x.axes.length;
  const scaled = combine(call.b, 'multiply', x, perChannel(factor, rank));
  const centre = combine(call.b, 'multiply', mean, factor);
  const shift = combine(call.b, 'subtract', offset, centre) as Constant;
  return combine(call.b, 'add', scaled, perChannel(shift, rank));
};

function foldScale(scale: Constant, variance: Constant, epsilon: number): Constant {
  return {
    ...scale,
    load: () => {
      const spread = variance.load();
      return scale.load().map((value, c) => value / Math.sqrt((spread[c] as number) + epsilon));
    },
  };
}

/** (x - mean) / deviation over these axes, which must be all rows and columns, with channels or not, or all channels. */
function normalised(
  call: Call,
  x: MapTensor,
  axes: readonly number[],
  epsilon: number,
  part?: string,
): MapTensor {
  const over = axes.flatMap((axis) => x.axes[axisOf(axis, x.axes.length)] ?? []);
  const left = x.axes
    .filter((_, at) => !axes.some((axis) => axisOf(axis, x.axes.length) === at))
    .flat();
  const { b } = call;
  const { height, width, channels } = b.shapeOf(x.node);
  const has = (axis: Axis, of: string) => axis.some((one) => one.of === of);
  if (has(over, 'batch')) throw new Unsupported('normalises over several pictures');
  const spatial = !has(left, 'row') && !has(left, 'column');
  const ofChannels = left.filter(({ of }) => of === 'channel');
  if (spatial && isOutermost(ofChannels, channels)) {
    const groups = lengthOf(ofChannels);
    return pointwise(b, x, { op: 'normalise', over: 'positions', groups, epsilon }, part);
  }
  const apart = !has(over, 'row') && !has(over, 'column') && height * width > 0;
  if (apart && isOutermost(ofChannels, channels)) {
    const groups = lengthOf(ofChannels);
    return pointwise(b, x, { op: 'normalise', over: 'channels', groups, epsilon }, part);
  }
  throw new Unsupported('normalises over a part of rows, columns or channels');
}

/** Groups of channels that are neighbours. */
function isOutermost(axis: Axis, channels: number): boolean {
  const [part, ...others] = axis;
  return !part || (others.length === 0 && part.step * part.length === channels);
}

function scaled(
  { b }: Call,
  x: MapTensor,
  scale: Constant | undefined,
  offset: Constant | undefined,
) {
  if (scale && offset) return scaledAndShifted(b, x, scale, offset);
  const [only, kind] = scale ? ([scale, 'multiply'] as const) : ([offset, 'add'] as const);
  return only ? combine(b, kind, x, only) : x;
}

const instanceNormalization: Translator = (call) => {
  const x = mapOf(inputOf(call, 0));
  const rank = x.axes.length;
  const axes = Array.from({ length: Math.max(rank - 2, 0) }, (_, at) => at + 2);
  const made = normalised(call, x, axes, floatOf(call, 'epsilon', 1e-5), 'normalised');
  const [scale, offset] = [1, 2].map((at) => perChannel(knownInput(call, at, 'scale'), rank));
  return scaled(call, made, scale, offset);
};

const layerNormalization: Translator = (call) => {
  const x = mapOf(inputOf(call, 0));
  const rank = x.axes.length;
  const first = axisOf(intOf(call, 'axis', -1), rank);
  const axes = Array.from({ length: rank - first }, (_, at) => first + at);
  const made = normalised(call, x, axes, floatOf(call, 'epsilon', 1e-5), 'normalised');
  const bias = call.inputs[2] && knownInput(call, 2, 'bias');
  return scaled(call, made, knownInput(call, 1, 'scale'), bias);
};

const groupNormalization: Translator = (call) => {
  const { b } = call;
  const { node, axes } = mapOf(inputOf(call, 0));
  const { channels } = b.shapeOf(node);
  const groups = intOf(call, 'num_groups', 1);
  if (!(groups >= 1 && channels % groups === 0)) throw new Unsupported(`has ${groups} groups`);
  const layout = axes.length === 3 ? (['batch', 'channel', 'column'] as const) : channelsFirst;
  const operation = {
    op: 'normalise',
    over: 'positions',
    groups,
    epsilon: floatOf(call, 'epsilon', 1e-5),
  } as const;
  const made = onMap(b, inputOf(call, 0), layout, operation);
  const [scale, offset] = [1, 2].map((at) => {
    const known = knownInput(call, at, 'scale');
    // Before version 21 there is one for each group.
    const each = known.shape[0] === channels ? known : repeated(known, channels);
    return perChannel(each, axes.length);
  });
  return scaled(call, made, scale, offset);
};

function repeated(known: Constant, channels: number): Constant {
  const times = channels / (known.shape[0] ?? 1);
  const load = () => {
    const numbers = known.load();
    return Float32Array.from(
      { length: channels },
      (_, c) => numbers[Math.floor(c / times)] as number,
    );
  };
  return { ...known, shape: [channels], load };
}

const meanVariance: Translator = (call) => {
  const axes = intsOf(call, 'axes') ?? [0, 2, 3];
  return normalised(call, mapOf(inputOf(call, 0)), axes, floatOf(call, 'epsilon', 1e-9));
};

const localResponse: Translator = (call) => {
  const size = intOf(call, 'size', 1);
  if (!(size >= 1 && size <= 1024)) throw new Unsupported(`looks at ${size} channels`);
  return onMap(call.b, inputOf(call, 0), channelsFirst, {
    op: 'local-response',
    size,
    alpha: floatOf(call, 'alpha', 1e-4),
    beta: floatOf(call, 'beta', 0.75),
    bias: floatOf(call, 'bias', 1),
  });
};

type Kind = 'mean' | 'sum' | 'max' | 'min' | 'product';

const reductions: Readonly<Record<Kind, Reduction>> = {
  mean: { start: 0, step: (a, b) => a + b, end: (sum, count) => sum / count },
  sum: { start: 0, step: (a, b) => a + b },
  max: { start: -Infinity, step: Math.max },
  min: { start: Infinity, step: Math.min },
  product: { start: 1, step: (a, b) => a * b },
};

function reduction(kind: Kind): Translator {
  return (call) => {
    const x = inputOf(call, 0);
    const shape = shapeOf(x);
    const over = overOf(call, shape);
    if (!over) return x;
    if (x.kind !== 'constant') return ofPicture(call, kind, mapOf(x), over);
    const folded = foldReduce(x, over.axes, reductions[kind]);
    const left = shape.filter((_, at) => !over.axes.includes(at));
    return over.keep ? folded : foldReshape(folded, left);
  };
}

interface Over {
  readonly axes: readonly number[];
  readonly keep: boolean;
}

function ofPicture(call: Call, kind: Kind, x: MapTensor, over: Over): Tensor {
  const { b } = call;
  switch (kind) {
    case 'mean':
      return reduced(b, x, { kind: 'average', ...over });
    case 'max':
      return reduced(b, x, { kind: 'max', ...over });
    case 'min': {
      const negative = combine(b, 'multiply', x, single(-1)) as MapTensor;
      return combine(b, 'multiply', reduced(b, negative, { kind: 'max', ...over }), single(-1));
    }
    case 'sum':
      return summed(call, x, over);
    case 'product':
      throw new Unsupported('multiplies all numbers with one another');
  }
}

/** Over rows and columns, as many as there are in the picture for which the file was written. */
function summed({ b }: Call, x: MapTensor, over: Over): MapTensor {
  const lengths = shapeOf(x);
  const count = over.axes.reduce((product, axis) => product * (lengths[axis] ?? 1), 1);
  const mean = reduced(b, x, { kind: 'average', ...over });
  return combine(b, 'multiply', mean, single(count)) as MapTensor;
}

/** Of magnitudes, of squares, and the root of that. */
function norm(kind: 'L1' | 'L2' | 'squares'): Translator {
  return (call) => {
    const { b } = call;
    const x = mapOf(inputOf(call, 0));
    const each =
      kind === 'L1'
        ? pointwise(b, x, { op: 'activation', activation: { kind: 'abs' } }, 'magnitudes')
        : { ...x, node: b.add([x.node, x.node], { op: 'multiply' }, 'squares') };
    const sum = summed(call, each, overOf(call, shapeOf(x)) ?? { axes: [], keep: true });
    return kind === 'L2' ? activated(b, sum, { kind: 'sqrt' }) : sum;
  };
}

/** Null: over none. */
function overOf(call: Call, shape: readonly number[]): Over | null {
  const given = call.inputs[1];
  const named = intsOf(call, 'axes') ?? (given && numbersOf(given, 'axes')) ?? [];
  if (named.length === 0 && flagOf(call, 'noop_with_empty_axes')) return null;
  const axes = (named.length > 0 ? named : shape.map((_, at) => at)).map((axis) =>
    axisOf(axis, shape.length),
  );
  return { axes, keep: intOf(call, 'keepdims', 1) !== 0 };
}

/** Over channels: e^x, divided by the sum of all. Log: x less the logarithm of the sum. */
function softmax(kind: 'share' | 'log'): Translator {
  return (call) => {
    const x = mapOf(inputOf(call, 0));
    const { b } = call;
    const { axes } = x;
    const axis = axisOf(intOf(call, 'axis', call.opset < 13 ? 1 : -1), axes.length);
    // Before version 13 all axes from this one on count as one.
    checkChannels(b, x, axes.slice(axis, call.opset < 13 ? undefined : axis + 1).flat());
    const { centred, powers, sum } = exponentials(b, x);
    if (kind === 'share') {
      const inverse = b.add([sum], activation('reciprocal'), 'inverse');
      return { ...x, node: b.add([powers, inverse], { op: 'multiply' }) };
    }
    const log = b.add([sum], activation('log'), 'log');
    const less = b.add([log], times(-1), 'less');
    return { ...x, node: b.add([centred, less], { op: 'add' }) };
  };
}

/** x less its largest channel, e to the power of that, and the sum over channels. */
function exponentials(b: IrBuilder, { node }: MapTensor) {
  const { channels } = b.shapeOf(node);
  const largest = b.add([node], { op: 'channel-max' }, 'largest');
  const negative = b.add([largest], times(-1), 'negative');
  const centred = b.add([node, negative], { op: 'add' }, 'centred');
  const powers = b.add([centred], activation('exp'), 'powers');
  const mean = b.add([powers], { op: 'channel-mean' }, 'mean');
  return { centred, powers, sum: b.add([mean], times(channels), 'sum') };
}

function checkChannels(b: IrBuilder, { node }: MapTensor, over: Axis): void {
  if (over.every(({ of }) => of === 'channel') && lengthOf(over) === b.shapeOf(node).channels)
    return;
  throw new Unsupported('weighs places against one another, not channels');
}

function activation(kind: 'exp' | 'log' | 'reciprocal') {
  return { op: 'activation', activation: { kind } } as const;
}

function times(factor: number) {
  const weights = (value: number) => ({ shape: [1], load: () => Float32Array.of(value) });
  return { op: 'affine', scale: weights(factor), offset: weights(0) } as const;
}

export const normalisations: readonly (readonly [string, Translator])[] = [
  ['BatchNormalization', batchNormalization],
  ['InstanceNormalization', instanceNormalization],
  ['LayerNormalization', layerNormalization],
  ['GroupNormalization', groupNormalization],
  ['MeanVarianceNormalization', meanVariance],
  ['LRN', localResponse],
  ['ReduceMean', reduction('mean')],
  ['ReduceSum', reduction('sum')],
  ['ReduceMax', reduction('max')],
  ['ReduceMin', reduction('min')],
  ['ReduceProd', reduction('product')],
  ['ReduceL1', norm('L1')],
  ['ReduceL2', norm('L2')],
  ['ReduceSumSquare', norm('squares')],
  ['Softmax', softmax('share')],
  ['LogSoftmax', softmax('log')],
];
