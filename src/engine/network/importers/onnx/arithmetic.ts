import type { Activation } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import {
  type BinaryFunction,
  binaryFunctions,
  foldBinary,
  foldReshape,
  foldUnary,
} from '../tensor-graph/constants.ts';
import { activated, combine, parametricRelu, pointwise } from '../tensor-graph/elementwise.ts';
import type { IrBuilder } from '../tensor-graph/ir-builder.ts';
import {
  type Constant,
  constant,
  knownOf,
  mapOf,
  numberOf,
  type Tensor,
} from '../tensor-graph/tensor.ts';
import {
  allInputs,
  type Call,
  floatOf,
  inputOf,
  intOf,
  shapeOf,
  type Translator,
  textOf,
} from './call.ts';

/*
 * What is done with each number apart.
 */

/** Activations by their settings. */
const activations: Readonly<Record<string, (call: Call) => Activation>> = {
  Relu: () => ({ kind: 'relu' }),
  LeakyRelu: (call) => ({ kind: 'leaky-relu', alpha: floatOf(call, 'alpha', 0.01) }),
  Elu: (call) => ({ kind: 'elu', alpha: floatOf(call, 'alpha', 1) }),
  Celu: (call) => ({ kind: 'celu', alpha: floatOf(call, 'alpha', 1) }),
  Gelu: (call) => ({
    kind: textOf(call, 'approximate', 'none') === 'tanh' ? 'gelu-tanh' : 'gelu',
  }),
  HardSwish: () => ({ kind: 'hard-swish' }),
  HardSigmoid: (call) => ({
    kind: 'hard-sigmoid',
    alpha: floatOf(call, 'alpha', 0.2),
    beta: floatOf(call, 'beta', 0.5),
  }),
  Sigmoid: () => ({ kind: 'sigmoid' }),
  Tanh: () => ({ kind: 'tanh' }),
  Softplus: () => ({ kind: 'softplus' }),
  Softsign: () => ({ kind: 'softsign' }),
  Mish: () => ({ kind: 'mish' }),
  Swish: swish,
  Exp: () => ({ kind: 'exp' }),
  Log: () => ({ kind: 'log' }),
  Abs: () => ({ kind: 'abs' }),
  Sqrt: () => ({ kind: 'sqrt' }),
  Reciprocal: () => ({ kind: 'reciprocal' }),
};

function swish(call: Call): Activation {
  if (floatOf(call, 'alpha', 1) === 1) return { kind: 'swish' };
  throw new Unsupported('has another factor than 1');
}

/** The same of numbers that are known. */
const functions: Readonly<Record<string, (x: number) => number>> = {
  Relu: (x) => Math.max(x, 0),
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  Tanh: Math.tanh,
  Softplus: (x) => Math.log1p(Math.exp(x)),
  Exp: Math.exp,
  Log: Math.log,
  Abs: Math.abs,
  Sqrt: Math.sqrt,
  Reciprocal: (x) => 1 / x,
  Neg: (x) => -x,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Round: roundToEven,
  Sign: Math.sign,
  Sin: Math.sin,
  Cos: Math.cos,
  Not: (x) => Number(x === 0),
};

function roundToEven(x: number): number {
  const rounded = Math.round(x);
  return Math.abs(x % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

const unary: Translator = (call) => {
  const x = inputOf(call, 0);
  const { operation } = call.node;
  const apply = functions[operation];
  if (x.kind === 'constant' && apply) return foldUnary(x, apply);
  const activation = activations[operation]?.(call);
  if (activation) return activated(call.b, mapOf(x), activation);
  throw new Unsupported('is of an operation that is not supported for pictures');
};

/** gamma · ELU. */
const selu: Translator = (call) => {
  const x = mapOf(inputOf(call, 0));
  const [alpha, gamma] = [floatOf(call, 'alpha', 1.67326), floatOf(call, 'gamma', 1.0507)];
  const usual = Math.abs(alpha - 1.67326) < 1e-4 && Math.abs(gamma - 1.0507) < 1e-4;
  if (usual) return activated(call.b, x, { kind: 'selu' });
  return combine(call.b, 'multiply', activated(call.b, x, { kind: 'elu', alpha }), single(gamma));
};

const negative: Translator = ({ b, inputs: [x] }) =>
  x?.kind === 'constant'
    ? foldUnary(x, (value) => -value)
    : combine(b, 'multiply', mapOf(x), single(-1));

export function single(value: number): Constant {
  return constant([], () => Float32Array.of(value));
}

type Binary = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum';

function binary(kind: Binary): Translator {
  return (call) => {
    const x = inputOf(call, 0);
    const y = alignedToOld(call, x, inputOf(call, 1));
    if (kind === 'divide' && x.kind === 'constant' && y.kind === 'constant' && x.integer) {
      return foldBinary(x, y, binaryFunctions.quotient);
    }
    return combine(call.b, kind, x, y);
  };
}

/** Before version 7, an attribute says along which axes of the first the second lies. */
function alignedToOld(call: Call, x: Tensor, y: Tensor): Tensor {
  const axis = intOf(call, 'axis', -1);
  if (call.opset >= 7 || axis < 0 || y.kind !== 'constant') return y;
  const after = shapeOf(x).length - axis - y.shape.length;
  return foldReshape(y, [...y.shape, ...Array<number>(Math.max(after, 0)).fill(1)]);
}

/** Of any number of inputs. */
function several(kind: 'add' | 'maximum' | 'minimum', mean = false): Translator {
  return (call) => {
    const [first, ...others] = allInputs(call);
    if (!first) throw new Unsupported('reads nothing');
    const all = others.reduce((sum, next) => combine(call.b, kind, sum, next), first);
    return mean ? combine(call.b, 'multiply', all, single(1 / (1 + others.length))) : all;
  };
}

/** What is only computed of known numbers. */
function known(apply: BinaryFunction): Translator {
  return (call) =>
    foldBinary(
      knownOf(call.inputs[0], 'first number'),
      knownOf(call.inputs[1], 'second number'),
      apply,
    );
}

const clip: Translator = (call) => {
  const x = inputOf(call, 0);
  const bound = (name: string, input: number, otherwise: number) => {
    const tensor = call.inputs[input];
    return tensor ? numberOf(tensor, 'bound') : floatOf(call, name, otherwise);
  };
  const [min, max] = [bound('min', 1, -Infinity), bound('max', 2, Infinity)];
  if (x.kind === 'constant') return foldUnary(x, (value) => Math.min(Math.max(value, min), max));
  return activated(call.b, mapOf(x), limits(min, max));
};

function limits(min: number, max: number): Activation {
  // Unlimited is written as the largest number that there is.
  const top = max > 3e38 ? Infinity : max;
  if (min === 0 && top === 6) return { kind: 'relu6' };
  if (min === 0 && top === Infinity) return { kind: 'relu' };
  return { kind: 'clip', min: min < -3e38 ? -Infinity : min, max: top };
}

const prelu: Translator = (call) => {
  const x = mapOf(inputOf(call, 0));
  const slope = knownOf(call.inputs[1], 'slope');
  const rank = x.axes.length;
  // Before version 7, and in files that forget of it, a list is one number for each channel.
  const perChannel = slope.shape.length === 1 && sizeOf(slope.shape) > 1 && rank > 2;
  const old = perChannel && (call.opset < 7 || shapeOf(x).at(-1) !== slope.shape[0]);
  return parametricRelu(
    call.b,
    x,
    old ? foldReshape(slope, [...slope.shape, ...Array<number>(rank - 2).fill(1)]) : slope,
  );
};

/** By products, roots and quotients where those do, else of numbers above 0. */
const power: Translator = (call) => {
  const { b } = call;
  const x = inputOf(call, 0);
  if (x.kind === 'constant') return known((base, exponent) => base ** exponent)(call);
  const map = mapOf(x);
  const exponent = numberOf(call.inputs[1], 'exponent');
  if (exponent === 1) return map;
  if (exponent === 0.5) return activated(b, map, { kind: 'sqrt' });
  if (exponent === -1) return activated(b, map, { kind: 'reciprocal' });
  if (Number.isInteger(exponent) && exponent > 1 && exponent <= 8) {
    return { ...map, node: repeatedProduct(b, map.node, exponent) };
  }
  const log = pointwise(b, map, { op: 'activation', activation: { kind: 'log' } }, 'log');
  const times = mapOf(combine(b, 'multiply', log, single(exponent)));
  return activated(b, times, { kind: 'exp' });
};

function repeatedProduct(b: IrBuilder, node: string, times: number): string {
  let product = node;
  for (let count = 1; count < times; count++) {
    const part = count < times - 1 ? `power${count + 1}` : undefined;
    product = b.add([product, node], { op: 'multiply' }, part);
  }
  return product;
}

const where: Translator = (call) => {
  const [condition, a, b] = [0, 1, 2].map((at) => knownOf(call.inputs[at], 'choice')) as [
    Constant,
    Constant,
    Constant,
  ];
  const chosen = foldBinary(a, condition, (value, on) => (on !== 0 ? value : 0));
  const other = foldBinary(b, condition, (value, on) => (on === 0 ? value : 0));
  return foldBinary(chosen, other, binaryFunctions.add);
};

/** (x - zero point) · scale, of numbers of 8 bits; also of pictures, which are never rounded here. */
const dequantize: Translator = (call) => {
  const x = inputOf(call, 0);
  if (x.kind !== 'constant') return x;
  const axis = intOf(call, 'axis', 1);
  const along = (tensor: Constant) => {
    const after = x.shape.length - 1 - (axis < 0 ? axis + x.shape.length : axis);
    return tensor.shape.length === 1 && sizeOf(tensor.shape) > 1
      ? foldReshape(tensor, [...tensor.shape, ...Array<number>(Math.max(after, 0)).fill(1)])
      : foldReshape(tensor, []);
  };
  if (intOf(call, 'block_size', 0) > 0) throw new Unsupported('has a scale for each block');
  const scale = along(knownOf(call.inputs[1], 'scale'));
  const zero = call.inputs[2] && along(knownOf(call.inputs[2], 'zero point'));
  const centred = zero ? foldBinary(x, zero, binaryFunctions.subtract) : x;
  return foldBinary({ ...centred, integer: false }, scale, binaryFunctions.multiply);
};

/** Rounded and made numbers again right after: a dream goes through what is between. */
const quantize: Translator = (call) => {
  const x = inputOf(call, 0);
  if (x.kind === 'constant') throw new Unsupported('rounds numbers that are known');
  return x;
};

const dropout: Translator = (call) => {
  const mode = call.inputs[2];
  if (mode && numberOf(mode, 'mode') !== 0) throw new Unsupported('is in the mode of training');
  return inputOf(call, 0);
};

const passedOn: Translator = (call) => inputOf(call, 0);

export const arithmetic: readonly (readonly [string, Translator])[] = [
  ...[...Object.keys(activations), ...Object.keys(functions)].map((name) => [name, unary] as const),
  ['Selu', selu],
  ['Neg', negative],
  ['Add', binary('add')],
  ['Sub', binary('subtract')],
  ['Mul', binary('multiply')],
  ['Div', binary('divide')],
  ['Max', several('maximum')],
  ['Min', several('minimum')],
  ['Sum', several('add')],
  ['Mean', several('add', true)],
  ['Mod', known((a, b) => a - Math.floor(a / b) * b)],
  ['Equal', known(binaryFunctions.equal)],
  ['Less', known(binaryFunctions.less)],
  ['LessOrEqual', known(binaryFunctions.lessOrEqual)],
  ['Greater', known(binaryFunctions.greater)],
  ['GreaterOrEqual', known(binaryFunctions.greaterOrEqual)],
  ['And', known(binaryFunctions.and)],
  ['Or', known(binaryFunctions.or)],
  ['Pow', power],
  ['Clip', clip],
  ['PRelu', prelu],
  ['Where', where],
  ['DequantizeLinear', dequantize],
  ['QuantizeLinear', quantize],
  ['Dropout', dropout],
  ['Identity', passedOn],
];
