import type { Pair } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import { arranged, asTensor, channelsFirst, settled } from '../tensor-graph/arrange.ts';
import { lengthsOf, reshaped, transposed, wholeAxis } from '../tensor-graph/axes.ts';
import { concatenated, multipliedByMatrix, sliced } from '../tensor-graph/channels.ts';
import {
  binaryFunctions,
  completed,
  foldBinary,
  foldConcat,
  foldFill,
  foldGather,
  foldReshape,
  foldSlice,
  foldTranspose,
  foldUnary,
} from '../tensor-graph/constants.ts';
import { combine } from '../tensor-graph/elementwise.ts';
import { enlarged, padded } from '../tensor-graph/spatial.ts';
import {
  type Constant,
  constant,
  knownOf,
  type MapTensor,
  mapOf,
  numberOf,
  numbersOf,
  type Tensor,
  wholeNumbers,
} from '../tensor-graph/tensor.ts';
import { single } from './arithmetic.ts';
import {
  allInputs,
  axisOf,
  type Call,
  flagOf,
  floatOf,
  inputOf,
  intOf,
  intsOf,
  knownInput,
  settingOf,
  shapeOf,
  type Translator,
  tensorOf,
  textOf,
} from './call.ts';

/*
 * What moves, cuts and joins, or says how large something is.
 */

function withShape(x: Tensor, lengths: readonly number[]): Tensor {
  if (x.kind === 'constant') return foldReshape(x, lengths);
  const { axes, ...map } = mapOf(x);
  const own = lengthsOf(axes);
  const made = reshaped(axes, completed(lengths, sizeOf(own)));
  if (made) return { ...map, axes: made };
  throw new Unsupported(
    `gives [${own.join(', ')}] the shape [${lengths.join(', ')}], which mixes rows, columns and channels`,
  );
}

const constantNode: Translator = (call) => {
  const { attributes } = call.node;
  const tensor = attributes.get('value')?.tensor;
  if (tensor) return tensorOf(call, tensor);
  const float = attributes.get('value_float')?.float;
  if (float !== undefined) return single(float);
  const int = attributes.get('value_int')?.int;
  if (int !== undefined) return foldReshape(wholeNumbers([int]), []);
  const ints = attributes.get('value_ints')?.ints;
  if (ints) return wholeNumbers(ints);
  const floats = attributes.get('value_floats')?.floats;
  if (floats) return constant([floats.length], () => Float32Array.from(floats));
  throw new Unsupported('is no constant of numbers');
};

const filled: Translator = (call) => {
  const tensor = call.node.attributes.get('value')?.tensor;
  const value = tensor ? knownOf(tensorOf(call, tensor), 'value') : single(0);
  return foldFill(numbersOf(inputOf(call, 0), 'shape'), numberOf(value, 'value'), value);
};

/** The size of a map is that of the file's own picture here. */
const shape: Translator = (call) => {
  const x = inputOf(call, 0);
  const lengths = shapeOf(x);
  const end = intOf(call, 'end', lengths.length);
  return wholeNumbers(
    lengths.slice(intOf(call, 'start', 0), end),
    x.kind !== 'constant' || x.sized,
  );
};

const size: Translator = (call) => {
  const x = inputOf(call, 0);
  return foldReshape(wholeNumbers([sizeOf(shapeOf(x))], x.kind !== 'constant' || x.sized), []);
};

const reshape: Translator = (call) => {
  const x = inputOf(call, 0);
  const own = shapeOf(x);
  const named = settingOf(call, 'shape', 1) ?? [];
  const kept = flagOf(call, 'allowzero')
    ? named
    : named.map((length, at) => (length === 0 ? (own[at] ?? 1) : length));
  const shaped = withShape(x, kept);
  return shaped.kind === 'map' ? settled(call.b, shaped) : shaped;
};

const flatten: Translator = (call) => {
  const x = inputOf(call, 0);
  const own = shapeOf(x);
  const axis = intOf(call, 'axis', 1);
  const first = axis < 0 ? axis + own.length : axis;
  return withShape(x, [sizeOf(own.slice(0, first)), sizeOf(own.slice(first))]);
};

const squeeze: Translator = (call) => {
  const x = inputOf(call, 0);
  const own = shapeOf(x);
  const named = settingOf(call, 'axes', 1)?.map((axis) => axisOf(axis, own.length));
  const left = own.filter((length, at) => (named ? !named.includes(at) : length !== 1));
  if (named?.some((at) => own[at] !== 1))
    throw new Unsupported('leaves out an axis that is longer than 1');
  return withShape(x, left);
};

const unsqueeze: Translator = (call) => {
  const x = inputOf(call, 0);
  const own = [...shapeOf(x)];
  const named = settingOf(call, 'axes', 1) ?? [];
  const rank = own.length + named.length;
  const added = new Set(named.map((axis) => axisOf(axis, rank)));
  return withShape(
    x,
    Array.from({ length: rank }, (_, at) => (added.has(at) ? 1 : (own.shift() ?? 1))),
  );
};

const transpose: Translator = (call) => {
  const x = inputOf(call, 0);
  const rank = shapeOf(x).length;
  const order = intsOf(call, 'perm') ?? Array.from({ length: rank }, (_, at) => rank - 1 - at);
  const whole = order.length === rank && new Set(order).size === rank;
  if (!whole || order.some((axis) => !(axis >= 0 && axis < rank))) {
    throw new Unsupported(`puts ${rank} axes in the order [${order.slice(0, 8).join(', ')}]`);
  }
  if (x.kind === 'constant') return foldTranspose(x, order);
  const map = mapOf(x);
  return { ...map, axes: transposed(map.axes, order) };
};

const concat: Translator = (call) => {
  const tensors = allInputs(call);
  const rank = Math.max(...tensors.map((tensor) => shapeOf(tensor).length));
  const axis = axisOf(intOf(call, 'axis', 1), rank);
  const constants = tensors.filter((tensor) => tensor.kind === 'constant');
  if (constants.length === tensors.length) return foldConcat(constants, axis);
  return concatenated(call.b, tensors, axis);
};

interface Range {
  readonly begin: number;
  readonly length: number;
  readonly step: number;
}

/** @param ranges one for each axis; of a picture, of one axis after the other. */
function cut(call: Call, x: Tensor, ranges: readonly Range[], part?: string): Tensor {
  if (x.kind === 'constant') return foldSlice(x, ranges);
  if (ranges.some(({ length }) => length < 1)) throw new Unsupported('takes nothing');
  const own = shapeOf(x);
  const cuts = ranges.flatMap(({ begin, length, step }, axis) =>
    length === own[axis] && step === 1 ? [] : [{ axis, begin, size: length, step }],
  );
  return cuts.reduce<MapTensor>((map, one, at) => {
    if (one.step < 1) throw new Unsupported('turns the picture round');
    const own = at === cuts.length - 1 ? part : [part, `cut${at + 1}`].filter(Boolean).join('/');
    return sliced(call.b, map, { ...one, ...(own !== undefined && { part: own }) });
  }, mapOf(x));
}

const slice: Translator = (call) => {
  const x = inputOf(call, 0);
  const own = shapeOf(x);
  const starts = settingOf(call, 'starts', 1) ?? [];
  const ends = settingOf(call, 'ends', 2) ?? [];
  const axes = (settingOf(call, 'axes', 3) ?? starts.map((_, at) => at)).map((axis) =>
    axisOf(axis, own.length),
  );
  const steps = call.inputs[4] ? numbersOf(call.inputs[4], 'steps') : starts.map(() => 1);
  const ranges = own.map((length, axis): Range => {
    const at = axes.indexOf(axis);
    if (at < 0) return { begin: 0, length, step: 1 };
    return rangeOf(length, starts[at] ?? 0, ends[at] ?? length, steps[at] ?? 1);
  });
  return cut(call, x, ranges);
};

function rangeOf(length: number, start: number, end: number, step: number): Range {
  const counted = (place: number) => (place < 0 ? place + length : place);
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const begin = Math.min(Math.max(counted(start), 0), high);
  const last = Math.min(Math.max(counted(end), low), high);
  return { begin, length: Math.max(0, Math.ceil((last - begin) / (step || 1))), step: step || 1 };
}

const split: Translator = (call) => {
  const x = inputOf(call, 0);
  const own = shapeOf(x);
  const axis = axisOf(intOf(call, 'axis', 0), own.length);
  const whole = own[axis] ?? 1;
  const count = intOf(call, 'num_outputs', call.node.outputs.length);
  const each = Math.ceil(whole / count);
  const sizes =
    settingOf(call, 'split', 1) ??
    Array.from({ length: count }, (_, at) => Math.min(each, whole - at * each));
  let begin = 0;
  return sizes.slice(0, 1024).map((length, at) => {
    const ranges = own.map((all, other) =>
      other === axis ? { begin, length, step: 1 } : { begin: 0, length: all, step: 1 },
    );
    begin += length;
    return cut(call, x, ranges, `${at}`);
  });
};

const gather: Translator = (call) => {
  const x = inputOf(call, 0);
  const places = knownInput(call, 1, 'places');
  const own = shapeOf(x);
  const axis = axisOf(intOf(call, 'axis', 0), own.length);
  if (x.kind === 'constant') return foldGather(x, places, axis);
  const length = own[axis] ?? 1;
  const chosen = numbersOf(places, 'places').map((place) => (place < 0 ? place + length : place));
  const taken = gathered(call, mapOf(x), axis, chosen);
  const shape = [...own.slice(0, axis), ...places.shape, ...own.slice(axis + 1)];
  return withShape(taken, shape);
};

function gathered({ b }: Call, x: MapTensor, axis: number, chosen: readonly number[]): MapTensor {
  const [begin = 0] = chosen;
  if (chosen.every((place, at) => place === begin + at)) {
    return sliced(b, x, { axis, begin, size: chosen.length });
  }
  const { channels } = b.shapeOf(x.node);
  const [part, ...others] = x.axes[axis] ?? [];
  if (part?.of !== 'channel' || part.length !== channels || others.length > 0) {
    throw new Unsupported('picks rows, columns or channels one by one');
  }
  if (isOrder(chosen, channels)) {
    return { ...x, node: b.add([x.node], { op: 'permute-channels', order: [...chosen] }) };
  }
  if (chosen.length > mostPicked) throw new Unsupported(`picks ${chosen.length} channels`);
  const each = chosen.map((place) =>
    b.add([x.node], { op: 'slice', begin: place, size: 1 }, `${place}`),
  );
  const axes = x.axes.map((own, at) => (at === axis ? wholeAxis('channel', chosen.length) : own));
  return { kind: 'map', node: b.add(each, { op: 'concat' }), axes };
}

/** Each one that is picked is a layer. */
const mostPicked = 64;

function isOrder(places: readonly number[], count: number): boolean {
  return (
    places.length === count &&
    new Set(places).size === count &&
    places.every((place) => place >= 0 && place < count)
  );
}

const expand: Translator = (call) => {
  const x = inputOf(call, 0);
  const lengths = numbersOf(inputOf(call, 1), 'shape');
  if (x.kind === 'constant') {
    const zeros = foldFill(lengths, 0, x);
    return foldBinary(zeros, x, binaryFunctions.add);
  }
  const own = shapeOf(x);
  const same = lengths.every(
    (length, at) => length === 1 || length === own[at - lengths.length + own.length],
  );
  if (same && lengths.length <= own.length) return x;
  throw new Unsupported('repeats the picture');
};

const tile: Translator = (call) => {
  const x = inputOf(call, 0);
  const times = numbersOf(inputOf(call, 1), 'repeats');
  if (times.every((count) => count === 1)) return x;
  const known = knownOf(x, 'numbers');
  return times.reduce<Constant>(
    (all, count, axis) =>
      count === 1 ? all : foldConcat(Array<Constant>(checkedCount(count)).fill(all), axis),
    known,
  );
};

function checkedCount(count: number): number {
  if (count >= 1 && count <= 4096) return count;
  throw new Unsupported(`repeats numbers ${count} times`);
}

const range: Translator = (call) => {
  const [start = 0, limit = 0, delta = 1] = call.inputs.map((input) => numberOf(input, 'bound'));
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  if (!(count <= 4096)) throw new Unsupported(`counts to ${limit}`);
  return wholeNumbers(Array.from({ length: count }, (_, at) => start + at * delta));
};

const wholeTypes = new Set([2, 3, 4, 5, 6, 7, 9, 12, 13]);

const cast: Translator = (call) => {
  const x = inputOf(call, 0);
  if (x.kind !== 'constant') return mapOf(x);
  const type = intOf(call, 'to', 1);
  if (type === 9) return foldUnary(x, (value) => Number(value !== 0), true);
  const integer = wholeTypes.has(type);
  return foldUnary(x, integer ? Math.trunc : (value) => value, integer);
};

const pad: Translator = (call) => {
  const { b } = call;
  const x = mapOf(inputOf(call, 0));
  const rank = x.axes.length;
  const numbers = settingOf(call, 'pads', 1) ?? intsOf(call, 'paddings') ?? [];
  const axes = call.inputs[3]
    ? numbersOf(call.inputs[3], 'axes').map((axis) => axisOf(axis, rank))
    : x.axes.map((_, at) => at);
  const along = (from: number) =>
    x.axes.map((_, axis) => (axes.includes(axis) ? (numbers[from + axes.indexOf(axis)] ?? 0) : 0));
  const mode = textOf(call, 'mode', 'constant');
  if (mode !== 'constant' && mode !== 'edge' && mode !== 'reflect') {
    throw new Unsupported(`has the mode ${mode.slice(0, 20)}`);
  }
  const value = call.inputs[2] ? numberOf(call.inputs[2], 'value') : floatOf(call, 'value', 0);
  return padded(b, x, along(0), along(axes.length), { mode, value });
};

/** Enlarges; before version 10 as Upsample. */
const resize: Translator = (call) => {
  const { b, node, inputs, opset } = call;
  const x = inputOf(call, 0);
  const rank = shapeOf(x).length;
  const modern = node.operation === 'Resize' && opset >= 11;
  const scales = modern ? inputs[2] : inputs[1];
  const sizes = modern ? inputs[3] : undefined;
  const axes = intsOf(call, 'axes') ?? Array.from({ length: rank }, (_, at) => at);
  const own = shapeOf(x);
  const numbers =
    sizes && sizeOf(shapeOf(sizes)) > 0
      ? numbersOf(sizes, 'sizes').map((length, at) => length / (own[axes[at] ?? 0] ?? 1))
      : scales
        ? numbersOf(scales, 'scales')
        : [...(node.attributes.get('scales')?.floats ?? [])];
  const along = (axis: number) => (axes.includes(axis) ? (numbers[axes.indexOf(axis)] ?? 1) : 1);
  const last = own.findIndex((_, axis) => axis < rank - 2 && along(axis) !== 1);
  if (rank !== 4 || last >= 0) throw new Unsupported('enlarges more than rows and columns');
  const factor: Pair = [along(2), along(3)];
  return enlarged(b, x, { layout: channelsFirst, factor, ...interpolation(call, factor, modern) });
};

/** Of whole factors, nearest pixels are the same by most rules. */
function interpolation(call: Call, factor: Pair, modern: boolean) {
  const mode = textOf(call, 'mode', 'nearest');
  const transformation = modern
    ? textOf(call, 'coordinate_transformation_mode', 'half_pixel')
    : 'asymmetric';
  const corners = cornersBy.get(transformation);
  if (!corners) throw new Unsupported(`places pixels by ${transformation.slice(0, 30)}`);
  const changes = factor.some((times) => times !== 1);
  if (mode === 'nearest') {
    const rounding = modern ? textOf(call, 'nearest_mode', 'round_prefer_floor') : 'floor';
    if (changes && !repeatsPixels(transformation, rounding, factor)) {
      throw new Unsupported(`takes the nearest pixels by ${transformation} and ${rounding}`);
    }
    return { method: 'nearest', corners } as const;
  }
  if (mode === 'linear') return { method: 'bilinear', corners } as const;
  throw new Unsupported(`enlarges by ${mode.slice(0, 20)}`);
}

const cornersBy: ReadonlyMap<string, 'half-pixel' | 'asymmetric' | 'align-corners'> = new Map([
  ['half_pixel', 'half-pixel'],
  ['half_pixel_symmetric', 'half-pixel'],
  ['pytorch_half_pixel', 'half-pixel'],
  ['asymmetric', 'asymmetric'],
  ['align_corners', 'align-corners'],
]);

/** Whether each pixel becomes a block of pixels like it. */
function repeatsPixels(transformation: string, rounding: string, factor: Pair): boolean {
  if (transformation === 'align_corners') return false;
  if (transformation === 'asymmetric') {
    return rounding === 'floor' || (rounding === 'round_prefer_floor' && Math.max(...factor) <= 2);
  }
  return rounding.startsWith('round');
}

function blocks(op: 'depth-to-space' | 'space-to-depth'): Translator {
  return (call) => {
    const order = textOf(call, 'mode', 'DCR') === 'CRD' ? 'CRD' : 'DCR';
    const node = arranged(call.b, inputOf(call, 0), channelsFirst);
    const made = call.b.add([node], { op, block: intOf(call, 'blocksize', 2), order });
    return asTensor(call.b, made, channelsFirst);
  };
}

/** Alpha · A · B + beta · C. */
const gemm: Translator = (call) => {
  const read = mapOf(inputOf(call, 0));
  const x = flagOf(call, 'transA') ? { ...read, axes: transposed(read.axes, [1, 0]) } : read;
  const alpha = floatOf(call, 'alpha', 1);
  const matrix = knownInput(call, 1, 'matrix');
  const bias = call.inputs[2] && knownInput(call, 2, 'bias');
  const beta = floatOf(call, 'beta', 1);
  const isTransposed = flagOf(call, 'transB');
  const outputs = matrix.shape[isTransposed ? 0 : 1];
  const scaled = alpha === 1 ? matrix : foldBinary(matrix, single(alpha), binaryFunctions.multiply);
  const offset =
    bias && (beta === 1 ? bias : foldBinary(bias, single(beta), binaryFunctions.multiply));
  if (!offset || sizeOf(offset.shape) === outputs) {
    return multipliedByMatrix(call.b, x, scaled, { bias: offset, isTransposed });
  }
  const made = multipliedByMatrix(call.b, x, scaled, { isTransposed, part: 'product' });
  return combine(call.b, 'add', made, offset);
};

const matMul: Translator = (call) => {
  const [x, y] = [inputOf(call, 0), inputOf(call, 1)];
  if (x.kind === 'map' && y.kind === 'map')
    throw new Unsupported('multiplies two pictures as matrices');
  const matrix = knownOf(y, 'matrix');
  // Matrices in a row, of which there is one.
  const shape = matrix.shape.slice(-2);
  return multipliedByMatrix(call.b, mapOf(x), foldReshape(matrix, shape));
};

export const shapes: readonly (readonly [string, Translator])[] = [
  ['Constant', constantNode],
  ['ConstantOfShape', filled],
  ['Shape', shape],
  ['Size', size],
  ['Reshape', reshape],
  ['Flatten', flatten],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Transpose', transpose],
  ['Concat', concat],
  ['Slice', slice],
  ['Split', split],
  ['Gather', gather],
  ['Expand', expand],
  ['Tile', tile],
  ['Range', range],
  ['Cast', cast],
  ['CastLike', cast],
  ['Pad', pad],
  ['Resize', resize],
  ['Upsample', resize],
  ['DepthToSpace', blocks('depth-to-space')],
  ['SpaceToDepth', blocks('space-to-depth')],
  ['Gemm', gemm],
  ['MatMul', matMul],
];
