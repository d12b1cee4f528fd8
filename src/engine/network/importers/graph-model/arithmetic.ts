import type { Activation } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { channelsLast } from '../tensor-graph/arrange.ts';
import {
  binaryFunctions,
  foldBinary,
  foldReduce,
  foldReshape,
  foldUnary,
  type Reduction,
} from '../tensor-graph/constants.ts';
import {
  activated,
  batchNormalised,
  combine,
  parametricRelu,
  pointwise,
} from '../tensor-graph/elementwise.ts';
import { reduced } from '../tensor-graph/reduce.ts';
import { onMap } from '../tensor-graph/spatial.ts';
import {
  constant,
  knownOf,
  mapOf,
  numberOf,
  numbersOf,
  type Tensor,
} from '../tensor-graph/tensor.ts';
import { type Call, flagOf, floatOf, intOf, layoutOfCall, type Translator } from './call.ts';

/** Activations that need nothing but their name. */
const activations: Readonly<Record<string, Activation>> = {
  Relu: { kind: 'relu' },
  Relu6: { kind: 'relu6' },
  Elu: { kind: 'elu', alpha: 1 },
  Selu: { kind: 'selu' },
  Sigmoid: { kind: 'sigmoid' },
  Tanh: { kind: 'tanh' },
  Softplus: { kind: 'softplus' },
  Softsign: { kind: 'softsign' },
  Exp: { kind: 'exp' },
  Abs: { kind: 'abs' },
  Sqrt: { kind: 'sqrt' },
  Reciprocal: { kind: 'reciprocal' },
  Inv: { kind: 'reciprocal' },
};

/** The same of numbers that are known. */
const functions: Readonly<Record<string, (x: number) => number>> = {
  Relu: (x) => Math.max(x, 0),
  Relu6: (x) => Math.min(Math.max(x, 0), 6),
  Elu: (x) => (x < 0 ? Math.expm1(x) : x),
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  Tanh: Math.tanh,
  Softplus: (x) => Math.log1p(Math.exp(x)),
  Exp: Math.exp,
  Abs: Math.abs,
  Sqrt: Math.sqrt,
  Reciprocal: (x) => 1 / x,
  Inv: (x) => 1 / x,
  Rsqrt: (x) => 1 / Math.sqrt(x),
  Square: (x) => x * x,
  Neg: (x) => -x,
  Log: Math.log,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Round: Math.round,
  LogicalNot: (x) => Number(x === 0),
};

/** The activation that a fused node applies, or a node of that name. */
export function activationNamed(call: Call, name: string): Activation | null {
  if (name === 'LeakyRelu') {
    const attribute = call.node.op === 'LeakyRelu' ? 'alpha' : 'leakyrelu_alpha';
    return { kind: 'leaky-relu', alpha: floatOf(call, attribute, 0.2) };
  }
  return Object.hasOwn(activations, name) ? (activations[name] ?? null) : null;
}

const unary: Translator = (call) => {
  const [x] = call.inputs;
  const { op } = call.node;
  const apply = functions[op];
  if (x?.kind === 'constant' && apply) return foldUnary(x, apply);
  const activation = activationNamed(call, op);
  if (!activation) throw new Unsupported('is of an operation that is not supported');
  return activated(call.b, mapOf(x), activation);
};

/** As `compose.ts` finds it in parts. */
const gelu: Translator = ({ b, inputs: [x] }) => activated(b, mapOf(x), { kind: 'gelu' });

type Binary = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum';

function binary(kind: Binary): Translator {
  return ({ b, inputs: [x, y] }) => {
    if (!x || !y) throw new Unsupported('reads only one value');
    return combine(b, kind, x, y);
  };
}

/** What is only computed of known numbers. */
function known(kind: keyof typeof binaryFunctions): Translator {
  return ({ inputs: [x, y] }) =>
    foldBinary(knownOf(x, 'first number'), knownOf(y, 'second number'), binaryFunctions[kind]);
}

const square: Translator = ({ b, inputs: [x] }) => {
  if (x?.kind === 'constant') return foldUnary(x, (value) => value * value);
  const { node, axes } = mapOf(x);
  return { kind: 'map', node: b.add([node, node], { op: 'multiply' }), axes };
};

/** 1 / sqrt(x), which the IR has in two steps. */
const inverseRoot: Translator = ({ b, inputs: [x] }) => {
  if (x?.kind === 'constant') return foldUnary(x, (value) => 1 / Math.sqrt(value));
  const root = pointwise(b, mapOf(x), { op: 'activation', activation: { kind: 'sqrt' } }, 'root');
  return activated(b, root, { kind: 'reciprocal' });
};

const negative: Translator = ({ b, inputs: [x] }) =>
  combine(
    b,
    'multiply',
    mapOrKnown(x),
    constant([], () => Float32Array.of(-1)),
  );

function mapOrKnown(x: Tensor | undefined): Tensor {
  if (!x) throw new Unsupported('reads nothing');
  return x;
}

const squaredDifference: Translator = (call) => {
  const [x, y] = call.inputs;
  if (x?.kind === 'constant' && y?.kind === 'constant') {
    return foldBinary(x, y, binaryFunctions.squaredDifference);
  }
  const { b } = call;
  const { length } = b;
  const difference = mapOf(combine(b, 'subtract', mapOrKnown(x), mapOrKnown(y)));
  if (b.length === length) throw new Unsupported('reads nothing');
  return {
    ...difference,
    node: b.add([difference.node, difference.node], { op: 'multiply' }, 'square'),
  };
};

const power: Translator = ({ b, inputs: [x, y] }) => {
  if (x?.kind === 'constant' && y?.kind === 'constant') {
    return foldBinary(x, y, binaryFunctions.power);
  }
  const exponent = numberOf(y, 'exponent');
  const map = mapOf(x);
  switch (exponent) {
    case 1:
      return map;
    case 2:
      return { ...map, node: b.add([map.node, map.node], { op: 'multiply' }) };
    case 0.5:
      return activated(b, map, { kind: 'sqrt' });
    case -1:
      return activated(b, map, { kind: 'reciprocal' });
    default:
      throw new Unsupported(`raises to the power of ${exponent}`);
  }
};

const sumOfAll: Translator = ({ b, inputs }) => {
  const [first, ...others] = inputs.map(mapOrKnown);
  if (!first) throw new Unsupported('adds nothing');
  return others.reduce((sum, one) => combine(b, 'add', sum, one), first);
};

const bias: Translator = (call) => {
  const { b, inputs } = call;
  const [x, offsets] = inputs;
  const own = knownOf(offsets, 'bias');
  const [first] = layoutOfCall(call).slice(1);
  const fitting = first === 'channel' ? foldReshape(own, [-1, 1, 1]) : own;
  return combine(b, 'add', mapOrKnown(x), fitting);
};

const clip: Translator = ({ b, inputs: [x, low, high] }) => {
  const [min, max] = [numberOf(low, 'lower bound'), numberOf(high, 'upper bound')];
  if (x?.kind === 'constant') return foldUnary(x, (value) => Math.min(Math.max(value, min), max));
  return activated(b, mapOf(x), { kind: 'clip', min, max });
};

const prelu: Translator = ({ b, inputs: [x, slope] }) =>
  parametricRelu(b, mapOf(x), knownOf(slope, 'slope'));

const normalisation: Translator = (call) => {
  const { b, inputs } = call;
  const [x, scale, offset, mean, variance] = inputs;
  if (flagOf(call, 'is_training')) throw new Unsupported('normalises as in training');
  const moments = {
    scale: knownOf(scale, 'scale'),
    offset: knownOf(offset, 'offset'),
    mean: knownOf(mean, 'mean'),
    variance: knownOf(variance, 'variance'),
    epsilon: floatOf(call, 'epsilon', 1e-4),
  };
  return batchNormalised(b, x, layoutOfCall(call), moments);
};

/** TensorFlow's sum is over 2 · radius + 1 channels, and not divided by their number. */
const localResponse: Translator = (call) => {
  const size = 2 * intOf(call, 'depth_radius', 5) + 1;
  return onMap(call.b, call.inputs[0], channelsLast, {
    op: 'local-response',
    size,
    alpha: floatOf(call, 'alpha', 1) * size,
    beta: floatOf(call, 'beta', 0.5),
    bias: floatOf(call, 'bias', 1),
  });
};

const reductions: Readonly<Record<string, Reduction>> = {
  Mean: { start: 0, step: (a, b) => a + b, end: (sum, count) => sum / count },
  Sum: { start: 0, step: (a, b) => a + b },
  Prod: { start: 1, step: (a, b) => a * b },
  Max: { start: -Infinity, step: Math.max },
  Min: { start: Infinity, step: Math.min },
};

const reduction: Translator = (call) => {
  const { b, node, inputs } = call;
  const [x, over] = inputs;
  const axes = numbersOf(over, 'axes');
  const keep = flagOf(call, 'keep_dims') || flagOf(call, 'keepDims');
  if (x?.kind === 'constant') {
    const rank = x.shape.length;
    const whole = axes.map((axis) => (axis < 0 ? axis + rank : axis));
    const folded = foldReduce(x, whole, reductions[node.op] as Reduction);
    const left = folded.shape.filter((_, axis) => !whole.includes(axis));
    return keep ? folded : foldReshape(folded, left);
  }
  if (node.op === 'Mean' || node.op === 'Max') {
    const kind = node.op === 'Mean' ? 'average' : 'max';
    return reduced(b, mapOf(x), { kind, axes, keep });
  }
  throw new Unsupported('takes a sum, product or minimum of the picture');
};

/** What works on each number, or on all of them. */
export const arithmetic: readonly (readonly [string, Translator])[] = [
  ...['LeakyRelu', 'Log', 'Floor', 'Ceil', 'Round', 'LogicalNot'].map((op) => [op, unary] as const),
  ...Object.keys(activations).map((op) => [op, unary] as const),
  ['Rsqrt', inverseRoot],
  ['Square', square],
  ['Neg', negative],
  ['Add', binary('add')],
  ['AddV2', binary('add')],
  ['AddN', sumOfAll],
  ['BiasAdd', bias],
  ['BiasAddV1', bias],
  ['Sub', binary('subtract')],
  ['Mul', binary('multiply')],
  ['RealDiv', binary('divide')],
  ['Div', binary('divide')],
  ['DivNoNan', binary('divide')],
  ['Maximum', binary('maximum')],
  ['Minimum', binary('minimum')],
  ['FloorDiv', known('floorDivide')],
  ['FloorMod', known('floorRemainder')],
  ['Mod', known('remainder')],
  ['Equal', known('equal')],
  ['NotEqual', known('notEqual')],
  ['Less', known('less')],
  ['LessEqual', known('lessOrEqual')],
  ['Greater', known('greater')],
  ['GreaterEqual', known('greaterOrEqual')],
  ['LogicalAnd', known('and')],
  ['LogicalOr', known('or')],
  ['SquaredDifference', squaredDifference],
  ['Pow', power],
  ['ClipByValue', clip],
  ['Prelu', prelu],
  ['FusedBatchNorm', normalisation],
  ['FusedBatchNormV2', normalisation],
  ['FusedBatchNormV3', normalisation],
  ['LRN', localResponse],
  ['Gelu', gelu],
  ...Object.keys(reductions).map((op) => [op, reduction] as const),
];
