import { type FusableActivation, linear, type Pair, type Weights } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import { arranged, asTensor, layoutOf } from './arrange.ts';
import { type Axis, isSameAxis, lengthOf, placesOf, wholeAxis } from './axes.ts';
import type { IrBuilder } from './ir-builder.ts';
import { asWeights, type Constant, type MapTensor, mapOf, type Tensor } from './tensor.ts';

/*
 * What joins, takes apart and mixes channels.
 */

/** Maps one behind the other along an axis of channels. */
export function concatenated(b: IrBuilder, tensors: readonly Tensor[], along: number): MapTensor {
  const maps = tensors.map(mapOf);
  const [first] = maps;
  if (!first) throw new Unsupported('joins nothing');
  const rank = first.axes.length;
  const axis = along < 0 ? along + rank : along;
  const ofChannels = (part: Axis) => part.every(({ of }) => of === 'channel');
  if (!maps.every((map) => map.axes.length === rank && ofChannels(map.axes[axis] ?? []))) {
    throw new Unsupported('joins rows or columns, not channels');
  }
  const layout = maps.map((map) => layoutOf(b, map)).find((found) => found?.[axis] === 'channel');
  const alike = maps.every((map) =>
    map.axes.every((own, at) => at === axis || isSameAxis(own, first.axes[at] ?? [])),
  );
  const [only] = maps.length === 1 ? maps : [];
  if (only) return only;
  if (layout) {
    const nodes = maps.map((map) => arranged(b, map, layout));
    return asTensor(b, b.add(nodes, { op: 'concat' }), layout);
  }
  const whole = maps.every(
    (map) => lengthOf(map.axes[axis] ?? []) === b.shapeOf(map.node).channels,
  );
  if (!alike || !whole) throw new Unsupported('joins values whose axes are in different orders');
  const node = b.add(
    maps.map((map) => map.node),
    { op: 'concat' },
  );
  const axes = first.axes.map((own, at) =>
    at === axis ? wholeAxis('channel', b.shapeOf(node).channels) : own,
  );
  return { kind: 'map', node, axes };
}

/** Numbers [begin, begin + size) along one axis: some channels, or a part of the picture. */
export function sliced(
  b: IrBuilder,
  x: MapTensor,
  {
    axis,
    begin,
    size,
    step = 1,
    part,
  }: {
    readonly axis: number;
    readonly begin: number;
    readonly size: number;
    readonly step?: number;
    readonly part?: string;
  },
): MapTensor {
  const own = x.axes[axis] ?? [];
  const length = lengthOf(own);
  if (begin < 0 || size < 1 || begin + (size - 1) * step >= length) {
    throw new Unsupported(`takes ${size} from ${begin} on of ${length}`);
  }
  if (size === length && step === 1) return x;
  if (own.every(({ of }) => of === 'channel'))
    return someChannels(b, x, axis, { begin, size, step, part });
  const role = own.length === 1 ? own[0]?.of : undefined;
  if ((role !== 'row' && role !== 'column') || own[0]?.step !== 1) {
    throw new Unsupported('takes a part of the rows and columns that is not a rectangle');
  }
  return somePixels(b, x, { axis, role, begin, size, step, length, part });
}

function someChannels(
  b: IrBuilder,
  x: MapTensor,
  axis: number,
  {
    begin,
    size,
    step,
    part,
  }: { begin: number; size: number; step: number; part: string | undefined },
): MapTensor {
  const { channels } = b.shapeOf(x.node);
  const own = x.axes[axis] ?? [];
  // Other digits of the channels may be inside of this one, not outside.
  const rest = x.axes.flatMap((parts, at) =>
    at === axis ? [] : parts.filter(({ of }) => of === 'channel'),
  );
  const inner = rest.reduce((product, { length }) => product * length, 1);
  const places = placesOf([...own, ...rest.sort((a, c) => c.step - a.step)]);
  const plain = places.length === channels && places.every((place, at) => place === at);
  if (step !== 1 || !plain) {
    const order = [...stridedOrder(places, inner, begin, size, step)];
    const others = places.filter((place) => !order.includes(place));
    const moved = b.add(
      [x.node],
      { op: 'permute-channels', order: [...order, ...others] },
      joinedName(part, 'order'),
    );
    const node = b.add([moved], { op: 'slice', begin: 0, size: order.length }, part);
    return withAxis(x, node, axis, size, inner);
  }
  const node = b.add([x.node], { op: 'slice', begin: begin * inner, size: size * inner }, part);
  return withAxis(x, node, axis, size, inner);
}

function* stridedOrder(
  places: readonly number[],
  inner: number,
  begin: number,
  size: number,
  step: number,
) {
  for (let at = 0; at < size; at++) {
    const first = (begin + at * step) * inner;
    yield* places.slice(first, first + inner);
  }
}

/** The axes of what has been taken: its channels are [size, the other digits in their order]. */
function withAxis(
  x: MapTensor,
  node: string,
  axis: number,
  size: number,
  inner: number,
): MapTensor {
  const steps = x.axes
    .flatMap((parts, at) => (at === axis ? [] : parts.filter(({ of }) => of === 'channel')))
    .sort((a, c) => c.step - a.step);
  const renewed = new Map<number, number>();
  let step = inner;
  for (const part of steps) {
    step /= part.length;
    renewed.set(part.step, step);
  }
  const axes = x.axes.map((parts, at): Axis => {
    if (at === axis) return size === 1 ? [] : [{ of: 'channel', length: size, step: inner }];
    return parts.map((one) =>
      one.of === 'channel' ? { ...one, step: renewed.get(one.step) ?? 1 } : one,
    );
  });
  return { kind: 'map', node, axes };
}

function somePixels(
  b: IrBuilder,
  x: MapTensor,
  cut: {
    readonly axis: number;
    readonly role: 'row' | 'column';
    readonly begin: number;
    readonly size: number;
    readonly step: number;
    readonly length: number;
    readonly part: string | undefined;
  },
): MapTensor {
  const { role, begin, size, step, length, part } = cut;
  const vertical = role === 'row';
  // A part that reaches to the end does so in pictures of any size.
  const end = step > 1 ? 0 : length - begin - size;
  const margins = {
    top: vertical ? begin : 0,
    bottom: vertical ? end : 0,
    left: vertical ? 0 : begin,
    right: vertical ? 0 : end,
  };
  const cropped =
    begin + end === 0
      ? x.node
      : b.add([x.node], { op: 'crop', margins }, step > 1 ? joinedName(part, 'from') : part);
  const one = [1, 1] as const;
  const node =
    step === 1
      ? cropped
      : b.add(
          [cropped],
          {
            op: 'pool',
            kind: 'max',
            size: one,
            strides: vertical ? [step, 1] : [1, step],
            padding: 'valid',
          },
          part,
        );
  const shape = b.shapeOf(node);
  const axes = x.axes.map((own, at) =>
    at === cut.axis ? wholeAxis(role, vertical ? shape.height : shape.width) : own,
  );
  return { kind: 'map', node, axes };
}

function joinedName(part: string | undefined, more: string): string {
  return part === undefined ? more : `${part}/${more}`;
}

/**
 * The product of a tensor's last axis and a matrix: a dense layer, which is a convolution of 1x1 of
 * channels, or, of a whole picture in one axis, one of its size.
 * @param transposed whether the matrix is [outputs, inputs].
 */
export function multipliedByMatrix(
  b: IrBuilder,
  x: MapTensor,
  matrix: Constant,
  {
    bias,
    isTransposed = false,
    activation = linear,
    part,
  }: {
    readonly bias?: Constant | undefined;
    readonly isTransposed?: boolean;
    readonly activation?: FusableActivation | undefined;
    readonly part?: string | undefined;
  } = {},
): MapTensor {
  if (matrix.shape.length !== 2)
    throw new Unsupported(`has a matrix of ${matrix.shape.length} axes`);
  const [rows = 0, columns = 0] = matrix.shape;
  const [inputs, outputs] = isTransposed ? [columns, rows] : [rows, columns];
  const last = x.axes.at(-1) ?? [];
  if (lengthOf(last) !== inputs) {
    throw new Unsupported(`has a matrix for ${inputs} numbers, but reads ${lengthOf(last)}`);
  }
  const { sides, order } = asWindow(b, x, last);
  const filter = matrixAsFilter(matrix, isTransposed, sides, order);
  if (bias && sizeOf(bias.shape) !== outputs) throw new Unsupported('has a bias that does not fit');
  const made = b.add(
    [x.node],
    {
      op: 'conv',
      filter,
      bias: bias ? asWeights(bias, [outputs]) : null,
      strides: [1, 1],
      dilation: [1, 1],
      padding: 'valid',
      activation,
    },
    part,
  );
  const axes = [...x.axes.slice(0, -1), wholeAxis('channel', outputs)];
  return { kind: 'map', node: made, axes };
}

/**
 * The window whose numbers the axis runs through: one pixel, or all of the picture for which the file
 * was written, so that larger ones are gone through.
 * @returns `order`: for each number of the window, which row of a matrix is meant.
 */
function asWindow(b: IrBuilder, x: MapTensor, last: Axis) {
  const { height, width, channels } = b.shapeOf(x.node);
  const others = x.axes.slice(0, -1).flat();
  if (last.every(({ of }) => of === 'channel') && lengthOf(last) === channels) {
    return { sides: [1, 1] as const, order: inverse(placesOf(last)) };
  }
  if (others.some(({ of }) => of !== 'batch') || lengthOf(last) !== height * width * channels) {
    throw new Unsupported('multiplies a part of the picture by a matrix');
  }
  const steps = { row: width * channels, column: channels, channel: 1, batch: 0 };
  const asFlat = last.map((part) => ({ ...part, step: part.step * steps[part.of] }));
  return { sides: [height, width] as const, order: inverse(placesOf(asFlat)) };
}

function inverse(places: readonly number[]): readonly number[] {
  const order = Array<number>(places.length);
  places.forEach((place, at) => {
    order[place] = at;
  });
  return order;
}

function matrixAsFilter(
  matrix: Constant,
  isTransposed: boolean,
  [height, width]: Pair,
  order: readonly number[],
): Weights {
  const weights = asWeights(matrix);
  const [rows = 0, columns = 0] = matrix.shape;
  const outputs = isTransposed ? rows : columns;
  const shape = [height, width, order.length / (height * width), outputs];
  const plain = order.every((row, at) => row === at);
  if (plain && !isTransposed) return { shape, load: weights.load };
  return {
    shape,
    load: (scratch) => {
      const from = weights.load();
      const made = scratch ?? new Float32Array(from.length);
      const [byInput, byOutput] = isTransposed ? [1, columns] : [columns, 1];
      let to = 0;
      for (const row of order) {
        const begin = row * byInput;
        for (let o = 0; o < outputs; o++) made[to++] = from[begin + o * byOutput] as number;
      }
      return made;
    },
  };
}
