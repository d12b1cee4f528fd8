import {
  type FusableActivation,
  linear,
  type Margins,
  type Padding,
  type Pair,
  type Weights,
} from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import { arranged, asTensor, type Layout } from './arrange.ts';
import type { IrBuilder } from './ir-builder.ts';
import { asWeights, type Constant, type MapTensor, type Tensor } from './tensor.ts';

/** What slides over a map, whatever it computes. */
export interface Sliding {
  readonly layout: Layout;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
  /** Applied at the end, if anything is. */
  readonly activation?: FusableActivation | undefined;
  /** What it is of the file's node, if that does more (`IrBuilder.add`). */
  readonly part?: string | undefined;
}

/** Which axis of a filter is which. */
export interface FilterAxes {
  readonly row: number;
  readonly column: number;
  readonly input: number;
  readonly output: number;
}

export const filterHwio: FilterAxes = { row: 0, column: 1, input: 2, output: 3 };
/** @public */
export const filterOihw: FilterAxes = { row: 2, column: 3, input: 1, output: 0 };

/** A convolution, in groups or not. */
export function convolved(
  b: IrBuilder,
  x: Tensor | undefined,
  filter: Constant,
  {
    bias,
    groups = 1,
    axes,
    layout,
    part,
    activation = linear,
    ...window
  }: Sliding & {
    readonly bias?: Constant | undefined;
    readonly groups?: number;
    readonly axes: FilterAxes;
  },
): MapTensor {
  const node = arranged(b, x, layout);
  const hwio = filterAs(filter, [axes.row, axes.column, axes.input, axes.output]);
  const [, , within = 0, outputs = 0] = hwio.shape;
  const { channels } = b.shapeOf(node);
  if (within * groups !== channels || outputs % groups !== 0) {
    throw new Unsupported(
      `has a filter for ${within} channels in ${groups} groups, but reads ${channels} channels`,
    );
  }
  const own = { ...window, bias: bias ? perOutput(bias, outputs) : null, activation };
  const made =
    groups > 1 && within === 1
      ? b.add([node], { op: 'depthwise', filter: asDepthwise(hwio, groups), ...own }, part)
      : b.add([node], { op: 'conv', filter: hwio, ...own, ...(groups > 1 && { groups }) }, part);
  return asTensor(b, made, layout);
}

/** [height, width, 1, channels · multiplier] as [height, width, channels, multiplier]. */
function asDepthwise(
  { shape: [height = 1, width = 1, , outputs = 0], load }: Weights,
  groups: number,
): Weights {
  return { shape: [height, width, groups, outputs / groups], load };
}

/** TensorFlow's: the filter is [height, width, channels, multiplier]. */
export function convolvedDepthwise(
  b: IrBuilder,
  x: Tensor | undefined,
  filter: Constant,
  {
    bias,
    layout,
    part,
    activation = linear,
    ...window
  }: Sliding & { readonly bias?: Constant | undefined },
): MapTensor {
  const node = arranged(b, x, layout);
  const weights = asWeights(ranked(filter, 4));
  const outputs = sizeOf(weights.shape.slice(2));
  const made = b.add(
    [node],
    {
      op: 'depthwise',
      filter: weights,
      bias: bias ? perOutput(bias, outputs) : null,
      ...window,
      activation,
    },
    part,
  );
  return asTensor(b, made, layout);
}

/** The transpose of a convolution; `axes.input` is what it reads. */
export function convolvedTransposed(
  b: IrBuilder,
  x: Tensor | undefined,
  filter: Constant,
  {
    bias,
    groups = 1,
    axes,
    layout,
    padding,
    extra,
    strides,
    dilation,
  }: Omit<Sliding, 'padding'> & {
    readonly padding: Margins;
    readonly extra?: Pair;
    readonly bias?: Constant | undefined;
    readonly groups?: number;
    readonly axes: FilterAxes;
  },
): MapTensor {
  const node = arranged(b, x, layout);
  const weights = filterAs(filter, [axes.row, axes.column, axes.output, axes.input]);
  const [, , within = 0, inputs = 0] = weights.shape;
  if (inputs !== b.shapeOf(node).channels) {
    throw new Unsupported(
      `has a filter for ${inputs} channels, but reads ${b.shapeOf(node).channels}`,
    );
  }
  const made = b.add([node], {
    op: 'conv-transpose',
    filter: weights,
    bias: bias ? perOutput(bias, within * groups) : null,
    strides,
    dilation,
    padding,
    ...(extra && { extra }),
    ...(groups > 1 && { groups }),
  });
  return asTensor(b, made, layout);
}

/** A filter with its axes in another order, put so when it is loaded. */
function filterAs(filter: Constant, order: readonly [number, number, number, number]): Weights {
  const weights = asWeights(ranked(filter, 4));
  if (order.every((from, to) => from === to)) return weights;
  const shape = order.map((from) => weights.shape[from] ?? 0);
  const steps = [0, 1, 2, 3].map((axis) => sizeOf(weights.shape.slice(axis + 1)));
  const [rows = 0, columns = 0, inputs = 0, outputs = 0] = shape;
  const [row = 0, column = 0, input = 0, output = 0] = order.map((from) => steps[from] ?? 0);
  return {
    shape,
    load: (scratch) => {
      const from = weights.load();
      const made = scratch ?? new Float32Array(from.length);
      let to = 0;
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          for (let i = 0; i < inputs; i++) {
            const begin = y * row + x * column + i * input;
            for (let o = 0; o < outputs; o++) made[to++] = from[begin + o * output] as number;
          }
        }
      }
      return made;
    },
  };
}

function ranked(filter: Constant, rank: number): Constant {
  if (filter.shape.length === rank && !filter.shape.includes(0)) return filter;
  throw new Unsupported(`has a filter of the shape [${filter.shape.join(', ')}]`);
}

function perOutput(bias: Constant, outputs: number): Weights {
  if (sizeOf(bias.shape) === outputs) return asWeights(bias, [outputs]);
  throw new Unsupported(`has ${sizeOf(bias.shape)} numbers as bias for ${outputs} channels`);
}

/** The largest, or the mean, of each window. */
export function pooled(
  b: IrBuilder,
  x: Tensor | undefined,
  {
    layout,
    kind,
    size,
    strides,
    padding,
    dilation,
    ceil,
    countsPadding,
  }: Sliding & {
    readonly kind: 'max' | 'average';
    readonly size: Pair;
    readonly ceil?: boolean;
    readonly countsPadding?: boolean;
  },
): MapTensor {
  const node = arranged(b, x, layout);
  const shared = { op: 'pool', size, strides, padding, ...(ceil && { ceil }) } as const;
  const dilated = dilation.some((step) => step > 1);
  if (kind === 'average' && dilated) throw new Unsupported('takes the mean of pixels apart');
  const made = b.add(
    [node],
    kind === 'max'
      ? { ...shared, kind, ...(dilated && { dilation }) }
      : { ...shared, kind, ...(countsPadding && { countsPadding }) },
  );
  return asTensor(b, made, layout);
}
/** @public */
export const noMargins: Margins = { top: 0, bottom: 0, left: 0, right: 0 };

/** Margins as padding, `valid` where there are none. */
export function explicitPadding(margins: Margins): Padding {
  const { top, bottom, left, right } = margins;
  if ([top, bottom, left, right].some((length) => length < 0)) {
    throw new Unsupported('pads with less than nothing');
  }
  return top + bottom + left + right === 0 ? 'valid' : margins;
}
