import type { Ir, IrNode, Margins, Pair, PoolPadding } from './ir.ts';
import { sizeOf } from './weights.ts';

/** Height, width and channels of one value. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Thrown inside the room only, a Problem at its edge: a layer that has no output at this size. */
export class UnfitError extends Error {
  constructor(readonly layer: string) {
    super(`${layer} has no output for a picture of this size.`);
  }
}

/** Output length along one axis, as TensorFlow defines SAME and VALID. May be <= 0: too small. */
function windowedLength(
  input: number,
  window: number,
  stride: number,
  dilation: number,
  padding: PoolPadding,
): number {
  if (padding !== 'valid') return Math.ceil(input / stride);
  return Math.floor((input - ((window - 1) * dilation + 1)) / stride) + 1;
}

/** What SAME and windows around pixels put before and after along one axis; VALID puts nothing. */
export function paddingAround(
  input: number,
  window: number,
  stride: number,
  dilation: number,
  padding: PoolPadding,
): readonly [before: number, after: number] {
  if (padding === 'valid') return [0, 0];
  const extent = (window - 1) * dilation + 1;
  if (padding === 'centred') return [(extent - 1) / 2, (extent - 1) / 2];
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + extent - input, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/**
 * The shape of every value for a picture of `height` x `width`.
 * @throws UnfitError at the first layer that has no output at this size.
 */
export function inferShapes(ir: Ir, height: number, width: number): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const node of ir) {
    const inputs = node.inputs.map((name) => {
      const shape = shapes.get(name);
      if (!shape) throw new Error(`${node.name} reads ${name}, which no earlier layer makes.`);
      return shape;
    });
    const shape = outputShape(node, inputs, { height, width, channels: 0 });
    if (shape.height < 1 || shape.width < 1 || !takes(node, inputs)) {
      throw new UnfitError(node.name);
    }
    shapes.set(node.name, shape);
  }
  return shapes;
}

/** A dense layer after Flatten, say, takes one number of channels, and so one picture size. */
function takes(node: IrNode, [first]: readonly Shape[]): boolean {
  if (!first) return true;
  if (node.op === 'conv') return node.filter.shape[2] === first.channels;
  if (node.op !== 'reshape') return true;
  return first.height * first.width * first.channels === sizeOf(node.shape);
}

function outputShape(node: IrNode, inputs: readonly Shape[], picture: Shape): Shape {
  const first = inputs[0] ?? picture;
  switch (node.op) {
    case 'input':
      return { ...picture, channels: node.channels };
    case 'conv':
      return {
        ...windowed(first, filterSize(node.filter.shape), node),
        channels: last(node.filter.shape),
      };
    case 'depthwise':
      return {
        ...windowed(first, filterSize(node.filter.shape), node),
        channels: first.channels * last(node.filter.shape),
      };
    case 'pool':
      return {
        ...windowed(first, node.size, { ...node, dilation: [1, 1] }),
        channels: first.channels,
      };
    case 'global-average-pool':
      return { height: 1, width: 1, channels: first.channels };
    case 'concat':
      return { ...first, channels: inputs.reduce((sum, shape) => sum + shape.channels, 0) };
    case 'slice':
      return { ...first, channels: node.size };
    case 'multiply':
    case 'add':
      return {
        height: Math.max(...inputs.map((shape) => shape.height)),
        width: Math.max(...inputs.map((shape) => shape.width)),
        channels: first.channels,
      };
    case 'affine':
    case 'activation':
      return first;
    case 'zero-pad':
      return widen(first, node.margins, 1);
    case 'crop':
      return widen(first, node.margins, -1);
    case 'upsample':
      return {
        ...first,
        height: first.height * node.factor[0],
        width: first.width * node.factor[1],
      };
    case 'flatten':
      return { height: 1, width: 1, channels: first.height * first.width * first.channels };
    case 'reshape': {
      const [height, width, channels] = node.shape;
      return { height, width, channels };
    }
  }
}

interface Window {
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: PoolPadding;
}

function windowed(input: Shape, size: Pair, { strides, dilation, padding }: Window) {
  return {
    height: windowedLength(input.height, size[0], strides[0], dilation[0], padding),
    width: windowedLength(input.width, size[1], strides[1], dilation[1], padding),
  };
}

function widen(shape: Shape, { top, bottom, left, right }: Margins, sign: 1 | -1): Shape {
  return {
    ...shape,
    height: shape.height + sign * (top + bottom),
    width: shape.width + sign * (left + right),
  };
}

export function filterSize(shape: readonly number[]): Pair {
  return [shape[0] ?? 1, shape[1] ?? 1];
}

function last(shape: readonly number[]): number {
  return shape.at(-1) ?? 0;
}

/** How one value sees the picture: pixels seen, and pixels between neighbouring units, per axis. */
export interface Field {
  /** Infinity where a unit sees the whole picture whatever its size. */
  readonly receptiveField: Pair;
  readonly stride: Pair;
}

/** Receptive field and stride of every value (Araujo et al. 2019, "Computing receptive fields"). */
export function inferFields(ir: Ir): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const node of ir) {
    const inputs = node.inputs.flatMap((name) => fields.get(name) ?? []);
    fields.set(node.name, fieldOf(node, inputs));
  }
  return fields;
}

function fieldOf(node: IrNode, inputs: readonly Field[]): Field {
  const widest: Field = {
    receptiveField: [maxOf(inputs, 0, 'receptiveField'), maxOf(inputs, 1, 'receptiveField')],
    stride: [maxOf(inputs, 0, 'stride'), maxOf(inputs, 1, 'stride')],
  };
  switch (node.op) {
    case 'conv':
    case 'depthwise':
      return lookThrough(widest, filterSize(node.filter.shape), node.strides, node.dilation);
    case 'pool':
      return lookThrough(widest, node.size, node.strides, [1, 1]);
    case 'upsample': {
      const [v, h] = node.factor;
      return { ...widest, stride: [widest.stride[0] / v, widest.stride[1] / h] };
    }
    case 'global-average-pool':
    case 'flatten':
    case 'reshape':
      return { ...widest, receptiveField: [Infinity, Infinity] };
    default:
      return widest;
  }
}

function maxOf(fields: readonly Field[], axis: 0 | 1, key: keyof Field): number {
  return Math.max(1, ...fields.map((field) => field[key][axis]));
}

function lookThrough(field: Field, size: Pair, strides: Pair, dilation: Pair): Field {
  const along = (axis: 0 | 1) =>
    field.receptiveField[axis] + (size[axis] - 1) * dilation[axis] * field.stride[axis];
  return {
    receptiveField: [along(0), along(1)],
    stride: [field.stride[0] * strides[0], field.stride[1] * strides[1]],
  };
}
