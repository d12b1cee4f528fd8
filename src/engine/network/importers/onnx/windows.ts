import type { Margins, Padding, Pair } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { channelsFirst, type Layout } from '../tensor-graph/arrange.ts';
import { foldReshape } from '../tensor-graph/constants.ts';
import { onMap } from '../tensor-graph/spatial.ts';
import type { Constant } from '../tensor-graph/tensor.ts';
import {
  convolved,
  convolvedTransposed,
  explicitPadding,
  filterOihw,
  pooled,
} from '../tensor-graph/windows.ts';
import {
  type Call,
  flagOf,
  inputOf,
  intOf,
  intsOf,
  knownInput,
  shapeOf,
  type Translator,
  textOf,
} from './call.ts';

/*
 * What slides over a picture. Lines, as of sounds, are pictures of one row.
 */

const ofLines: Layout = ['batch', 'channel', 'column'];
const longest = 1024;

function layoutOf(call: Call): Layout {
  const rank = shapeOf(inputOf(call, 0)).length;
  if (rank === 4) return channelsFirst;
  if (rank === 3) return ofLines;
  throw new Unsupported(
    rank === 5 ? 'works on volumes, not on pictures' : `reads a tensor of ${rank} axes`,
  );
}

/** Along rows and columns: of one number, along columns. */
function pairOf(call: Call, name: string, otherwise: Pair = [1, 1]): Pair {
  const numbers = intsOf(call, name);
  if (!numbers || numbers.length === 0) return otherwise;
  return asPair(numbers, name);
}

function asPair(numbers: readonly number[], name: string): Pair {
  const [first = 1, second] = numbers;
  const pair: Pair = second === undefined ? [1, first] : [first, second];
  const fits = pair.every((length) => length >= 1 && length <= longest);
  if (numbers.length <= 2 && fits) return pair;
  throw new Unsupported(`has ${numbers.slice(0, 6).join(', ')} as ${name}`);
}

/** Explicit ones are [begin of each axis, end of each axis]. */
function marginsOf(numbers: readonly number[]): Margins {
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers;
  if (numbers.some((length) => !(Math.abs(length) <= longest))) {
    throw new Unsupported(`pads by ${numbers.slice(0, 6).join(', ')}`);
  }
  return numbers.length <= 2
    ? { top: 0, bottom: 0, left: first, right: second }
    : { top: first, left: second, bottom: third, right: fourth };
}

function paddingOf(call: Call): Padding {
  const kind = textOf(call, 'auto_pad', 'NOTSET');
  switch (kind) {
    case 'SAME_UPPER':
      return 'same';
    case 'SAME_LOWER':
      return 'same-lower';
    case 'VALID':
      return 'valid';
    case 'NOTSET':
      return explicitPadding(marginsOf(intsOf(call, 'pads') ?? []));
    default:
      throw new Unsupported(`has the padding ${kind.slice(0, 20)}`);
  }
}

function slidingOf(call: Call) {
  return {
    layout: layoutOf(call),
    strides: pairOf(call, 'strides'),
    dilation: pairOf(call, 'dilations'),
    padding: paddingOf(call),
  };
}

/** A filter over a line is one of one row. */
function filterOf(call: Call): Constant {
  const filter = knownInput(call, 1, 'filter');
  const [outputs = 0, inputs = 0, length = 0] = filter.shape;
  return filter.shape.length === 3 ? foldReshape(filter, [outputs, inputs, 1, length]) : filter;
}

function biasOf(call: Call, at: number): Constant | undefined {
  return call.inputs[at] && knownInput(call, at, 'bias');
}

const conv: Translator = (call) =>
  convolved(call.b, inputOf(call, 0), filterOf(call), {
    ...slidingOf(call),
    bias: biasOf(call, 2),
    groups: intOf(call, 'group', 1),
    axes: filterOihw,
  });

/** Its filter is [inputs, outputs / groups, rows, columns]. */
const convTranspose: Translator = (call) => {
  const sliding = slidingOf(call);
  const filter = filterOf(call);
  const extra = extraOf(call);
  const { padding, more } = transposedPadding(call, filter, sliding);
  return convolvedTransposed(call.b, inputOf(call, 0), filter, {
    ...sliding,
    padding,
    extra: [extra[0] + more[0], extra[1] + more[1]],
    bias: biasOf(call, 2),
    groups: intOf(call, 'group', 1),
    axes: { row: 2, column: 3, input: 0, output: 1 },
  });
};

/** Rows and columns more at the end. */
function extraOf(call: Call): Pair {
  const numbers = intsOf(call, 'output_padding') ?? [];
  const [first = 0, second] = numbers;
  return second === undefined ? [0, first] : [first, second];
}

type Sliding = ReturnType<typeof slidingOf>;

/**
 * What is cut off: as written, or so much that the result is as many times as large as the strides
 * say, or as `output_shape` does for the file's own picture.
 */
function transposedPadding(
  call: Call,
  { shape }: Constant,
  { strides, dilation, padding, layout }: Sliding,
): { readonly padding: Margins; readonly more: Pair } {
  const wanted = intsOf(call, 'output_shape');
  if (!wanted && typeof padding === 'object') return { padding, more: [0, 0] };
  if (!wanted && padding === 'valid') return { padding: marginsOf([]), more: [0, 0] };
  const lengths = shapeOf(inputOf(call, 0));
  const own = extraOf(call);
  const along = (axis: 0 | 1) => {
    const input = lengths[layout.indexOf(axis === 0 ? 'row' : 'column')] ?? 1;
    const extent = ((shape[2 + axis] ?? 1) - 1) * dilation[axis] + 1;
    const full = (input - 1) * strides[axis] + own[axis] + extent;
    const size = wanted ? (wanted.at(axis - 2) ?? 1) : input * strides[axis];
    const total = full - size;
    const less = Math.floor(Math.max(total, 0) / 2);
    const rest = Math.max(total, 0) - less;
    const lower = wanted
      ? textOf(call, 'auto_pad', 'NOTSET') !== 'SAME_UPPER'
      : padding === 'same-lower';
    return { ends: lower ? [rest, less] : [less, rest], more: Math.max(-total, 0) };
  };
  const [rows, columns] = [along(0), along(1)];
  const [top = 0, bottom = 0] = rows.ends;
  const [left = 0, right = 0] = columns.ends;
  return { padding: { top, bottom, left, right }, more: [rows.more, columns.more] };
}

function pool(kind: 'max' | 'average'): Translator {
  return (call) => {
    return pooled(call.b, inputOf(call, 0), {
      ...slidingOf(call),
      kind,
      size: pairOf(call, 'kernel_shape'),
      ceil: flagOf(call, 'ceil_mode'),
      countsPadding: flagOf(call, 'count_include_pad'),
    });
  };
}

function globalPool(kind: 'max' | 'average'): Translator {
  return (call) => {
    const layout = layoutOf(call);
    return onMap(call.b, inputOf(call, 0), layout, { op: 'global-pool', kind });
  };
}

export const windows: readonly (readonly [string, Translator])[] = [
  ['Conv', conv],
  ['ConvTranspose', convTranspose],
  ['MaxPool', pool('max')],
  ['AveragePool', pool('average')],
  ['GlobalMaxPool', globalPool('max')],
  ['GlobalAveragePool', globalPool('average')],
];
