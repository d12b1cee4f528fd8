import { type Activation, linear, type Operation, type Weights } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { constantWeights, sizeOf } from '../../weights.ts';
import { arranged, asTensor, type Layout, layoutOf } from './arrange.ts';
import { type Axes, type Axis, isSameAxis, lengthOf, lengthsOf, wholeAxis } from './axes.ts';
import { binaryFunctions, broadcastShape, foldBinary, stepsOf } from './constants.ts';
import type { IrBuilder } from './ir-builder.ts';
import { asWeights, type Constant, type MapTensor, type Tensor } from './tensor.ts';

/** The same for each number: the axes stay, in whatever order they are. */
export function pointwise(
  b: IrBuilder,
  x: MapTensor,
  operation: Operation,
  part?: string,
): MapTensor {
  return { ...x, node: b.add([x.node], operation, part) };
}

export function activated(b: IrBuilder, x: MapTensor, activation: Activation): MapTensor {
  return pointwise(b, x, { op: 'activation', activation });
}

/** Times scale, plus offset. */
function affine(
  b: IrBuilder,
  x: MapTensor,
  {
    scale = 1,
    offset = 0,
  }: { readonly scale?: Weights | number; readonly offset?: Weights | number },
  part?: string,
): MapTensor {
  const { channels } = b.shapeOf(x.node);
  const all = (value: Weights | number) =>
    typeof value === 'number'
      ? constantWeights([channels], new Float32Array(channels).fill(value))
      : value;
  return pointwise(b, x, { op: 'affine', scale: all(scale), offset: all(offset) }, part);
}

type Binary = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum';

/** Arithmetic of two tensors, of which one may be a constant with a number for each channel. */
export function combine(b: IrBuilder, kind: Binary, x: Tensor, y: Tensor): Tensor {
  if (x.kind === 'constant' && y.kind === 'constant') {
    return foldBinary(x, y, binaryFunctions[kind]);
  }
  if (x.kind === 'map' && y.kind === 'constant') return withConstant(b, kind, x, y);
  if (x.kind === 'constant' && y.kind === 'map') return constantWith(b, kind, x, y);
  if (x.kind === 'map' && y.kind === 'map') return ofMaps(b, kind, x, y);
  throw new Unsupported('reads what could not be read');
}

function withConstant(b: IrBuilder, kind: Binary, x: MapTensor, y: Constant): MapTensor {
  const { wide, numbers } = perChannel(b, x, y);
  switch (kind) {
    case 'add':
      return affine(b, wide, { offset: numbers() });
    case 'subtract':
      return affine(b, wide, { offset: numbers((value) => -value) });
    case 'multiply':
      return affine(b, wide, { scale: numbers() });
    case 'divide':
      return affine(b, wide, { scale: numbers((value) => 1 / value) });
    case 'maximum':
      return activated(
        b,
        wide,
        single(y) === 0 ? { kind: 'relu' } : { kind: 'clip', min: single(y), max: Infinity },
      );
    case 'minimum':
      return activated(b, wide, { kind: 'clip', min: -Infinity, max: single(y) });
  }
}

/** x · scale + offset in one layer, which is called as the file's node is. */
export function scaledAndShifted(
  b: IrBuilder,
  x: MapTensor,
  scale: Constant,
  offset: Constant,
): MapTensor {
  const scales = perChannel(b, x, scale);
  const offsets = perChannel(b, scales.wide, offset);
  return affine(b, offsets.wide, { scale: scales.numbers(), offset: offsets.numbers() });
}

function constantWith(b: IrBuilder, kind: Binary, x: Constant, y: MapTensor): MapTensor {
  if (kind === 'subtract') {
    const { wide, numbers } = perChannel(b, y, x);
    return affine(b, wide, { scale: -1, offset: numbers() });
  }
  if (kind === 'divide') {
    const inverse = pointwise(
      b,
      y,
      { op: 'activation', activation: { kind: 'reciprocal' } },
      'inverse',
    );
    return withConstant(b, 'multiply', inverse, x);
  }
  return withConstant(b, kind, y, x);
}

function ofMaps(b: IrBuilder, kind: Binary, x: MapTensor, y: MapTensor): MapTensor {
  switch (kind) {
    case 'add':
    case 'multiply':
    case 'maximum':
      return joined(b, x, y, { op: kind });
    case 'subtract':
      return joined(b, x, affine(b, y, { scale: -1 }, 'negative'), { op: 'add' });
    case 'divide':
      return joined(
        b,
        x,
        pointwise(b, y, { op: 'activation', activation: { kind: 'reciprocal' } }, 'inverse'),
        { op: 'multiply' },
      );
    case 'minimum': {
      const [a, c] = [affine(b, x, { scale: -1 }, 'first'), affine(b, y, { scale: -1 }, 'second')];
      const negative = joined(b, a, c, { op: 'maximum' }, 'largest');
      return affine(b, negative, { scale: -1 });
    }
  }
}

/** Two maps, one of which may have one pixel or one channel for all of the other's. */
function joined(
  b: IrBuilder,
  x: MapTensor,
  y: MapTensor,
  operation: Operation,
  part?: string,
): MapTensor {
  const shape = broadcastShape(lengthsOf(x.axes), lengthsOf(y.axes));
  const [left, right] = [widened(x.axes, shape.length), widened(y.axes, shape.length)];
  const alike = left.every((axis, at) => isBroadcast(axis, right[at] ?? []));
  if (alike) {
    const axes = left.map((axis, at) => (axis.length > 0 ? axis : (right[at] ?? [])));
    return { kind: 'map', node: b.add([x.node, y.node], operation, part), axes };
  }
  // The same axes, but one has its channels in another order.
  const layout = layoutOf(b, lengthOf(x.axes.flat()) >= lengthOf(y.axes.flat()) ? x : y) ?? [];
  const reads = [x, y].map((tensor) => arranged(b, tensor, layout));
  return asTensor(b, b.add(reads, operation, part), layout);
}

function isBroadcast(a: Axis, b: Axis): boolean {
  return a.length === 0 || b.length === 0 || isSameAxis(a, b);
}

function widened(axes: Axes, rank: number): Axes {
  return [...Array.from({ length: rank - axes.length }, () => []), ...axes];
}

/** A constant's numbers for the channels of a map. @param wide with further axes if the constant has. */
function perChannel(b: IrBuilder, narrow: MapTensor, y: Constant) {
  if (y.sized) throw new Unsupported('computes with the size of the picture');
  const x = withChannels(b, narrow, y.shape);
  const shape = broadcastShape(lengthsOf(x.axes), y.shape);
  const wide: MapTensor = { ...x, axes: widened(x.axes, shape.length) };
  const own = [...shape.map(() => 1), ...y.shape].slice(-shape.length);
  const { channels } = b.shapeOf(x.node);
  const places = placesByChannel(wide.axes, own, channels);
  const numbers = (apply: (value: number) => number = (value) => value): Weights => ({
    shape: [channels],
    load: () => {
      const loaded = y.load();
      return Float32Array.from(places, (place) => apply(loaded[place] as number));
    },
  });
  return { wide, numbers };
}

/**
 * A map of one channel that is combined with a number for each of several, as the deviation of a pixel
 * is with the scales of a layer normalisation, gets that many: a convolution of ones.
 */
function withChannels(b: IrBuilder, x: MapTensor, shape: readonly number[]): MapTensor {
  const outputs = sizeOf(shape);
  const axes = widened(x.axes, Math.max(x.axes.length, shape.length));
  const at = axes.length - shape.length + shape.indexOf(outputs);
  const isOne = b.shapeOf(x.node).channels === 1 && outputs > 1 && shape.includes(outputs);
  if (!isOne || (axes[at]?.length ?? 0) > 0) return x;
  const filter = constantWeights([1, 1, 1, outputs], new Float32Array(outputs).fill(1));
  const one = [1, 1] as const;
  const window = { strides: one, dilation: one, padding: 'valid' } as const;
  const conv = { op: 'conv', filter, bias: null, activation: linear, ...window } as const;
  const node = b.add([x.node], conv, 'channels');
  const channels = wholeAxis('channel', outputs);
  return { kind: 'map', node, axes: axes.map((axis, i) => (i === at ? channels : axis)) };
}

/** For each channel, the place in a constant of this shape whose number is combined with it. */
function placesByChannel(axes: Axes, own: readonly number[], channels: number): readonly number[] {
  const steps = stepsOf(own);
  const places = Array<number>(channels).fill(0);
  axes.forEach((axis, at) => {
    if (own[at] === 1) return;
    if (axis.some(({ of }) => of !== 'channel') || lengthOf(axis) !== own[at]) {
      throw new Unsupported('combines numbers that differ from place to place with the picture');
    }
    let inner = steps[at] as number;
    for (const { length, step } of [...axis].reverse()) {
      for (let c = 0; c < channels; c++) {
        places[c] = (places[c] as number) + (Math.floor(c / step) % length) * inner;
      }
      inner *= length;
    }
  });
  return places;
}

/** The one number of a constant. */
function single(y: Constant): number {
  const [number] = sizeOf(y.shape) === 1 ? y.load() : [];
  if (number === undefined || y.sized) throw new Unsupported('limits each channel otherwise');
  return number;
}

/** x where it is above 0, else x times a slope for each channel. */
export function parametricRelu(b: IrBuilder, x: MapTensor, slope: Constant): MapTensor {
  const { wide, numbers } = perChannel(b, x, slope);
  if (sizeOf(slope.shape) === 1) {
    return activated(b, wide, { kind: 'leaky-relu', alpha: single(slope) });
  }
  return pointwise(b, wide, { op: 'prelu', slope: numbers() });
}

/** Normalisation by recorded moments: (x - mean) / sqrt(variance + epsilon) · scale + offset. */
export function batchNormalised(
  b: IrBuilder,
  x: Tensor | undefined,
  layout: Layout,
  { scale, offset, mean, variance, epsilon }: Moments,
): MapTensor {
  const node = arranged(b, x, layout);
  const { channels } = b.shapeOf(node);
  for (const one of [scale, offset, mean, variance]) {
    if (sizeOf(one.shape) !== channels) {
      throw new Unsupported(`has ${sizeOf(one.shape)} numbers for ${channels} channels`);
    }
  }
  const [gain, shift, centre, spread] = [scale, offset, mean, variance].map((one) =>
    asWeights(one, [channels]),
  ) as [Weights, Weights, Weights, Weights];
  const factors = () => {
    const gains = gain.load();
    return spread.load().map((value, c) => (gains[c] as number) / Math.sqrt(value + epsilon));
  };
  const offsets = () => {
    const scales = factors();
    const centres = centre.load();
    return shift.load().map((value, c) => value - (centres[c] as number) * (scales[c] as number));
  };
  const shape = [channels];
  const made = b.add([node], {
    op: 'affine',
    scale: { shape, load: factors },
    offset: { shape, load: offsets },
    moments: { mean: centre, variance: spread },
  });
  return asTensor(b, made, layout);
}

interface Moments {
  readonly scale: Constant;
  readonly offset: Constant;
  readonly mean: Constant;
  readonly variance: Constant;
  readonly epsilon: number;
}
