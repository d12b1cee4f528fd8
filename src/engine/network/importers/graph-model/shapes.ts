import type { Pair } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import { arranged, asTensor, channelsLast, settled } from '../tensor-graph/arrange.ts';
import { lengthsOf, reshaped, transposed } from '../tensor-graph/axes.ts';
import { concatenated, sliced } from '../tensor-graph/channels.ts';
import {
  completed,
  foldConcat,
  foldFill,
  foldGather,
  foldReshape,
  foldSlice,
  foldTranspose,
  foldUnary,
} from '../tensor-graph/constants.ts';
import { enlarged, factorTo, padded } from '../tensor-graph/spatial.ts';
import {
  type Constant,
  knownOf,
  type MapTensor,
  mapOf,
  numberOf,
  numbersOf,
  type Tensor,
  wholeNumbers,
} from '../tensor-graph/tensor.ts';
import {
  attributeOf,
  type Call,
  flagOf,
  intOf,
  intsOf,
  layoutOfCall,
  type Translator,
  textOf,
} from './call.ts';

const passedOn: Translator = ({ inputs: [x] }) => given(x);

function given(x: Tensor | undefined): Tensor {
  if (!x) throw new Unsupported('reads nothing');
  return x;
}

function shapeOfTensor(x: Tensor | undefined): readonly number[] {
  const tensor = given(x);
  if (tensor.kind === 'constant') return tensor.shape;
  return lengthsOf(mapOf(tensor).axes);
}

/** The size of a map is that of the file's example here, and another for each picture. */
const shape: Translator = ({ inputs: [x] }) =>
  wholeNumbers(shapeOfTensor(x), x?.kind !== 'constant' || x.sized);

/** TensorFlow's Cast to whole numbers cuts off what is behind the point. */
const cast: Translator = (call) => {
  const [x] = call.inputs;
  if (x?.kind !== 'constant') return given(x);
  const type = attributeOf(call, 'DstT') as { readonly type?: unknown } | undefined;
  const integer =
    /INT|BOOL/.test(String(type?.type)) || [3, 4, 5, 6, 9, 10].includes(Number(type?.type));
  return foldUnary(x, integer ? Math.trunc : (value) => value, integer);
};

function withShape(x: Tensor, lengths: readonly number[]): Tensor {
  if (x.kind === 'constant') return foldReshape(x, lengths);
  const { axes, ...map } = mapOf(x);
  const size = sizeOf(lengthsOf(axes));
  const made = reshaped(axes, completed(lengths, size));
  if (!made) {
    throw new Unsupported(
      `gives [${lengthsOf(axes).join(', ')}] the shape [${lengths.join(', ')}], which mixes rows, columns and channels`,
    );
  }
  return { ...map, axes: made };
}

const reshape: Translator = ({ b, inputs: [x, lengths] }) => {
  const shaped = withShape(given(x), numbersOf(lengths, 'shape'));
  return shaped.kind === 'map' ? settled(b, shaped) : shaped;
};

const squeeze: Translator = (call) => {
  const [x] = call.inputs;
  const lengths = shapeOfTensor(x);
  const named = [...intsOf(call, 'squeeze_dims'), ...intsOf(call, 'axis')];
  const gone = named.map((axis) => (axis < 0 ? axis + lengths.length : axis));
  const left = lengths.filter(
    (length, axis) => !(gone.length > 0 ? gone.includes(axis) : length === 1),
  );
  return withShape(given(x), left);
};

const expand: Translator = ({ inputs: [x, where] }) => {
  const lengths = [...shapeOfTensor(x)];
  const axis = numberOf(where, 'axis');
  lengths.splice(axis < 0 ? axis + lengths.length + 1 : axis, 0, 1);
  return withShape(given(x), lengths);
};

const transpose: Translator = ({ inputs: [x, order] }) => {
  const axes = numbersOf(order, 'axes');
  const rank = shapeOfTensor(x).length;
  if (
    axes.length !== rank ||
    new Set(axes).size !== rank ||
    axes.some((axis) => !(axis >= 0 && axis < rank))
  ) {
    throw new Unsupported(`puts ${rank} axes in the order [${axes.join(', ')}]`);
  }
  if (x?.kind === 'constant') return foldTranspose(x, axes);
  const map = mapOf(x);
  return { ...map, axes: transposed(map.axes, axes) };
};

const concat: Translator = (call) => {
  const all = call.inputs.map(given);
  const first = call.node.op === 'Concat';
  const axis = numberOf(first ? all[0] : all.at(-1), 'axis');
  const joined = first ? all.slice(1) : all.slice(0, -1);
  return concatenate(call, joined, axis);
};

function concatenate({ b }: Call, tensors: readonly Tensor[], axis: number): Tensor {
  const constants = tensors.filter((tensor) => tensor.kind === 'constant');
  if (constants.length !== tensors.length) return concatenated(b, tensors, axis);
  const rank = constants[0]?.shape.length ?? 0;
  return foldConcat(constants, axis < 0 ? axis + rank : axis);
}

const pack: Translator = (call) => {
  const axis = intOf(call, 'axis');
  const tensors = call.inputs.map((input) => {
    const lengths = [...shapeOfTensor(input)];
    lengths.splice(axis < 0 ? axis + lengths.length + 1 : axis, 0, 1);
    return withShape(given(input), lengths);
  });
  return concatenate(call, tensors, axis);
};

interface Range {
  readonly begin: number;
  readonly length: number;
  readonly step: number;
}

/** A range of each axis. */
function cut({ b }: Call, x: Tensor | undefined, ranges: readonly Range[]): Tensor {
  if (x?.kind === 'constant') return foldSlice(x, ranges);
  const map = mapOf(x);
  const lengths = lengthsOf(map.axes);
  const narrow = ranges.flatMap(({ length, step }, axis) =>
    length !== lengths[axis] || step !== 1 ? [axis] : [],
  );
  const last = narrow.at(-1);
  return narrow.reduce<MapTensor>((made, axis) => {
    const { begin, length: size, step } = ranges[axis] as Range;
    if (step < 1) throw new Unsupported('turns rows, columns or channels round');
    const part = axis === last ? {} : { part: `axis${axis}` };
    return sliced(b, made, { axis, begin, size, step, ...part });
  }, map);
}

const slice: Translator = (call) => {
  const [x, from, sizes] = call.inputs;
  const [begins, lengths] = [numbersOf(from, 'begin'), numbersOf(sizes, 'size')];
  const whole = shapeOfTensor(x);
  const ranges = whole.map((length, axis) => {
    const begin = begins[axis] ?? 0;
    const size = lengths[axis] ?? -1;
    return { begin, length: size < 0 ? length - begin : size, step: 1 };
  });
  return cut(call, x, checked(ranges, whole));
};

function checked(ranges: readonly Range[], whole: readonly number[]): readonly Range[] {
  const fits = ranges.every(({ begin, length, step }, axis) => {
    const last = begin + (length - 1) * step;
    const within = (place: number) => place >= 0 && place < (whole[axis] ?? 0);
    return length >= 0 && (length === 0 || (within(begin) && within(last)));
  });
  if (fits) return ranges;
  throw new Unsupported(`takes more of [${whole.join(', ')}] than there is`);
}

const stridedSlice: Translator = (call) => {
  const [x, from, to, by] = call.inputs;
  const whole = shapeOfTensor(x);
  const [begins, ends, steps] = [
    numbersOf(from, 'begin'),
    numbersOf(to, 'end'),
    numbersOf(by, 'strides'),
  ];
  const has = (mask: string, bit: number) => ((intOf(call, mask) >> bit) & 1) === 1;
  const added = begins.filter((_, bit) => has('new_axis_mask', bit)).length;
  const named = begins.length - added - begins.filter((_, bit) => has('ellipsis_mask', bit)).length;
  const ranges: Range[] = [];
  const lengths: number[] = [];
  for (const [bit, first] of begins.entries()) {
    if (has('ellipsis_mask', bit)) {
      for (let n = whole.length - named; n > 0; n--) {
        lengths.push(whole[ranges.length] ?? 1);
        ranges.push({ begin: 0, length: whole[ranges.length] ?? 1, step: 1 });
      }
    } else if (has('new_axis_mask', bit)) {
      lengths.push(1);
    } else {
      const range = rangeOf(whole[ranges.length] ?? 0, {
        begin: has('begin_mask', bit) ? null : first,
        end: has('end_mask', bit) ? null : (ends[bit] ?? null),
        step: steps[bit] ?? 1,
        single: has('shrink_axis_mask', bit),
      });
      ranges.push(range);
      if (!has('shrink_axis_mask', bit)) lengths.push(range.length);
    }
  }
  for (const length of whole.slice(ranges.length)) {
    lengths.push(length);
    ranges.push({ begin: 0, length, step: 1 });
  }
  return withShape(cut(call, x, checked(ranges, whole)), lengths);
};

/** As Python slices; null: from or to the end. */
function rangeOf(
  length: number,
  {
    begin,
    end,
    step,
    single,
  }: {
    readonly begin: number | null;
    readonly end: number | null;
    readonly step: number;
    readonly single: boolean;
  },
): Range {
  if (step === 0) throw new Unsupported('goes on by nothing');
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const at = (place: number) => Math.min(Math.max(place < 0 ? place + length : place, low), high);
  if (single) {
    const place = begin ?? 0;
    return { begin: place < 0 ? place + length : place, length: 1, step: 1 };
  }
  const first = begin === null ? (step > 0 ? 0 : length - 1) : at(begin);
  const last = end === null ? (step > 0 ? length : -1) : at(end);
  return { begin: first, length: Math.max(0, Math.ceil((last - first) / step)), step };
}

const split: Translator = (call) => {
  const sized = call.node.op === 'SplitV';
  const [x, where] = sized ? [call.inputs[0], call.inputs[2]] : [call.inputs[1], call.inputs[0]];
  const whole = shapeOfTensor(x);
  const named = numberOf(where, 'axis');
  const axis = named < 0 ? named + whole.length : named;
  const length = whole[axis] ?? 0;
  const count = intOf(call, 'num_split', 1);
  const sizes = sized
    ? withRest(numbersOf(call.inputs[1], 'sizes'), length)
    : Array.from({ length: Math.min(count, length) }, () => length / count);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Unsupported(`splits ${length} into ${sizes.length} parts`);
  }
  let begin = 0;
  return sizes.map((size, at) => {
    const from = begin;
    begin += size;
    if (x?.kind === 'constant') {
      return cut(
        call,
        x,
        checked(
          whole.map((own, a) => ({
            begin: a === axis ? from : 0,
            length: a === axis ? size : own,
            step: 1,
          })),
          whole,
        ),
      );
    }
    return sliced(call.b, mapOf(x), { axis, begin: from, size, part: `${at}` });
  });
};

/** Sizes of which one may be -1: what is left. */
function withRest(sizes: readonly number[], length: number): readonly number[] {
  const known = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0);
  return sizes.map((size) => (size < 0 ? length - known : size));
}

const unpack: Translator = (call) => {
  const [x] = call.inputs;
  const whole = shapeOfTensor(x);
  const named = intOf(call, 'axis');
  const axis = named < 0 ? named + whole.length : named;
  const count = whole[axis] ?? 0;
  const left = whole.filter((_, a) => a !== axis);
  return Array.from({ length: Math.min(count, 4096) }, (_, at) => {
    const ranges = whole.map((length, a) => ({
      begin: a === axis ? at : 0,
      length: a === axis ? 1 : length,
      step: 1,
    }));
    const one =
      x?.kind === 'constant'
        ? foldSlice(x, ranges)
        : sliced(call.b, mapOf(x), { axis, begin: at, size: 1, part: `${at}` });
    return withShape(one, left);
  });
};

const pad: Translator = (call) => {
  const { b, node, inputs } = call;
  const [x, amounts, value] = inputs;
  const numbers = numbersOf(amounts, 'paddings');
  const [before, after] = [0, 1].map((side) => numbers.filter((_, at) => at % 2 === side));
  const mirrored = node.op === 'MirrorPad';
  if (mirrored && textOf(call, 'mode') !== 'REFLECT')
    throw new Unsupported('repeats the border too');
  return padded(b, mapOf(x), before ?? [], after ?? [], {
    mode: mirrored ? 'reflect' : 'constant',
    value: value ? numberOf(value, 'value') : 0,
  });
};

function resize(method: 'nearest' | 'bilinear'): Translator {
  return (call) => {
    const [x, size] = call.inputs;
    const [height = 0, width = 0] = numbersOf(size, 'size');
    const factor: Pair = factorTo(x, channelsLast, [height, width]);
    const aligned = flagOf(call, 'align_corners');
    const corners = aligned
      ? 'align-corners'
      : flagOf(call, 'half_pixel_centers')
        ? 'half-pixel'
        : 'asymmetric';
    if (method === 'nearest' && aligned && factor.some((times) => times !== 1)) {
      throw new Unsupported('enlarges by nearest pixels with aligned corners');
    }
    return enlarged(call.b, x, { layout: channelsLast, factor, method, corners });
  };
}

function blocks(op: 'depth-to-space' | 'space-to-depth'): Translator {
  return (call) => {
    const { b, inputs } = call;
    const layout = layoutOfCall(call);
    const made = b.add([arranged(b, inputs[0], layout)], {
      op,
      block: intOf(call, 'block_size', 2),
      order: 'DCR',
    });
    return asTensor(b, made, layout);
  };
}

const gather: Translator = ({ b, inputs: [x, places, along] }) => {
  const named = along ? numberOf(along, 'axis') : 0;
  const rank = shapeOfTensor(x).length;
  const axis = named < 0 ? named + rank : named;
  if (x?.kind === 'constant') return foldGather(x, knownOf(places, 'places'), axis);
  const map = mapOf(x);
  const chosen = numbersOf(places, 'places');
  const [begin = 0] = chosen;
  const single = knownOf(places, 'places').shape.length === 0;
  if (!chosen.every((place, at) => place === begin + at)) {
    const order = [...chosen];
    const { channels } = b.shapeOf(map.node);
    const whole =
      map.axes[axis]?.every(({ of }) => of === 'channel') &&
      new Set(order).size === channels &&
      order.length === channels;
    if (!whole) throw new Unsupported('picks rows, columns or channels one by one');
    return { ...map, node: b.add([map.node], { op: 'permute-channels', order }) };
  }
  const taken = sliced(b, map, { axis, begin, size: chosen.length });
  return single ? { ...taken, axes: taken.axes.filter((_, at) => at !== axis) } : taken;
};

const fill: Translator = ({ inputs: [lengths, value] }) => {
  const known = knownOf(value, 'value');
  return foldFill(numbersOf(lengths, 'shape'), numberOf(value, 'value'), known);
};

const range: Translator = ({ inputs }) => {
  const [start = 0, limit = 0, delta = 1] = inputs.map((input) => numberOf(input, 'bound'));
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  if (!(count <= 4096)) throw new Unsupported(`counts to ${limit}`);
  return wholeNumbers(Array.from({ length: count }, (_, at) => start + at * delta));
};

const size: Translator = ({ inputs: [x] }) => scalar(sizeOf(shapeOfTensor(x)), x?.kind === 'map');
const rank: Translator = ({ inputs: [x] }) => scalar(shapeOfTensor(x).length, false);

function scalar(value: number, sized: boolean): Constant {
  return foldReshape(wholeNumbers([value], sized), []);
}

/** What moves, cuts and joins, or says how large something is. */
export const shapes: readonly (readonly [string, Translator])[] = [
  ...[
    'Identity',
    'IdentityN',
    'Snapshot',
    'StopGradient',
    'PreventGradient',
    'CheckNumerics',
    'PlaceholderWithDefault',
    'EnsureShape',
  ].map((op) => [op, passedOn] as const),
  ['Cast', cast],
  ['Shape', shape],
  ['ShapeN', shape],
  ['Size', size],
  ['Rank', rank],
  ['Reshape', reshape],
  ['Squeeze', squeeze],
  ['ExpandDims', expand],
  ['Transpose', transpose],
  ['Concat', concat],
  ['ConcatV2', concat],
  ['Pack', pack],
  ['Unpack', unpack],
  ['Slice', slice],
  ['StridedSlice', stridedSlice],
  ['Split', split],
  ['SplitV', split],
  ['Gather', gather],
  ['GatherV2', gather],
  ['Fill', fill],
  ['Range', range],
  ['Pad', pad],
  ['PadV2', pad],
  ['MirrorPad', pad],
  ['ResizeNearestNeighbor', resize('nearest')],
  ['ResizeBilinear', resize('bilinear')],
  ['DepthToSpace', blocks('depth-to-space')],
  ['SpaceToDepth', blocks('space-to-depth')],
];
