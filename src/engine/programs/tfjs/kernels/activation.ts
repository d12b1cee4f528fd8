import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Activation, IrNode } from '../../../network/ir.ts';
import { isFusable, selu } from '../../../network/slope.ts';
import type { Kernel } from './kernel.ts';
import { only } from './kernel.ts';

/** An activation as a node of its own. */
export function activationKernel(activation: Activation): Kernel {
  const byInput = !isFusable(activation);
  return {
    keeps: { inputs: byInput, output: !byInput && activation.kind !== 'linear' },
    forward: (inputs) => activate(only(inputs), activation),
    backward: (cotangent, { inputs, output }) => [
      activationGradient(cotangent, byInput ? only(inputs) : output, activation),
    ],
    dispose: () => {},
  };
}

/** A new tensor. */
export function activate(x: Tensor4D, activation: Activation): Tensor4D {
  if (activation.kind === 'linear') return tf.clone(x);
  return tf.tidy(() => applied(x, activation));
}

function applied(x: Tensor4D, activation: Curved): Tensor4D {
  switch (activation.kind) {
    case 'relu':
      return tf.relu(x);
    case 'relu6':
      return tf.relu6(x);
    case 'leaky-relu':
      return tf.leakyRelu(x, activation.alpha);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'tanh':
      return tf.tanh(x);
    case 'swish':
      return tf.mul(x, tf.sigmoid(x));
    case 'clip':
      return tf.minimum(tf.maximum(x, activation.min), activation.max);
    case 'elu':
    case 'selu':
    case 'celu':
      return exponentialBelow(x, activation);
    case 'gelu':
      return tf.mul(x, normalDistribution(x));
    case 'gelu-tanh':
      return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(geluArgument(x)), 1));
    case 'hard-sigmoid':
      return ramp(x, activation.alpha, activation.beta);
    case 'hard-swish':
      return tf.mul(x, ramp(x, 1 / 6, 0.5));
    case 'softplus':
      return tf.softplus(x);
    case 'softsign':
      return tf.div(x, tf.add(tf.abs(x), 1));
    case 'mish':
      return tf.mul(x, tf.tanh(tf.softplus(x)));
    case 'exp':
      return tf.exp(x);
    case 'log':
      return tf.log(x);
    case 'abs':
      return tf.abs(x);
    case 'sqrt':
      return tf.sqrt(x);
    case 'reciprocal':
      return tf.reciprocal(x);
  }
}

/**
 * The cotangent before the activation, from the one after it. A new tensor. `step` times the
 * cotangent is twenty times cheaper on wasm than a comparison and a cast.
 * @param kept its output if it `isFusable`, else its input.
 */
export function activationGradient(
  cotangent: Tensor4D,
  kept: Tensor4D | null,
  activation: Activation,
): Tensor4D {
  if (activation.kind === 'linear') return tf.clone(cotangent);
  if (!kept) throw new Error(`The output of a ${activation.kind} was not kept.`);
  return tf.tidy(() => tf.mul(cotangent, derivative(kept, activation)));
}

/** Told from the input or the output v; at a kink the derivative from below, as TensorFlow. */
function derivative(v: Tensor4D, activation: Curved): Tensor4D {
  switch (activation.kind) {
    case 'relu':
      return tf.step(v);
    case 'relu6':
      return inside(v, 0, 6);
    case 'leaky-relu':
      return tf.add(tf.mul(tf.step(v), 1 - activation.alpha), activation.alpha);
    case 'sigmoid':
      return tf.mul(v, tf.sub(1, v));
    case 'tanh':
      return tf.sub(1, tf.square(v));
    case 'swish': {
      const s = tf.sigmoid(v);
      return tf.add(s, tf.mul(tf.mul(v, s), tf.sub(1, s)));
    }
    case 'clip':
      return inside(v, activation.min, activation.max);
    case 'elu':
    case 'selu':
    case 'celu': {
      const { scale, alpha, length } = exponentialOf(activation);
      const below = tf.mul(tf.add(tf.minimum(v, 0), scale * alpha), 1 / length);
      const above = tf.step(v);
      return tf.add(tf.mul(above, scale), tf.mul(tf.sub(1, above), below));
    }
    case 'gelu': {
      const density = tf.mul(tf.exp(tf.mul(tf.square(v), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return tf.add(normalDistribution(v), tf.mul(v, density));
    }
    case 'gelu-tanh': {
      const t = tf.tanh(geluArgument(v));
      const inner = tf.mul(tf.add(tf.mul(tf.square(v), 3 * geluCube), 1), geluScale);
      const rest = tf.mul(tf.mul(v, 0.5), tf.mul(tf.sub(1, tf.square(t)), inner));
      return tf.add(tf.mul(tf.add(t, 1), 0.5), rest);
    }
    case 'hard-sigmoid':
      return tf.mul(inside(v, 0, 1), activation.alpha);
    case 'hard-swish':
      return tf.add(ramp(v, 1 / 6, 0.5), tf.mul(tf.mul(v, 1 / 6), inside(v, -3, 3)));
    case 'softplus':
      return tf.sigmoid(v);
    case 'softsign':
      return tf.square(tf.sub(1, tf.abs(v)));
    case 'mish': {
      const t = tf.tanh(tf.softplus(v));
      return tf.add(t, tf.mul(tf.mul(v, tf.sub(1, tf.square(t))), tf.sigmoid(v)));
    }
    case 'exp':
      return v;
    case 'log':
      return tf.reciprocal(v);
    case 'abs':
      return tf.sign(v);
    case 'sqrt':
      return tf.div(0.5, v);
    case 'reciprocal':
      return tf.neg(tf.square(v));
  }
}

type Curved = Exclude<Activation, { readonly kind: 'linear' }>;
type Exponential = Extract<Activation, { readonly kind: 'elu' | 'selu' | 'celu' }>;

/** Above 0 scale · x, below scale · alpha · (e^(x / length) - 1). */
function exponentialOf(activation: Exponential) {
  switch (activation.kind) {
    case 'elu':
      return { scale: 1, alpha: activation.alpha, length: 1 };
    case 'celu':
      return { scale: 1, alpha: activation.alpha, length: activation.alpha };
    case 'selu':
      return { ...selu, length: 1 };
  }
}

function exponentialBelow(x: Tensor4D, activation: Exponential): Tensor4D {
  const { scale, alpha, length } = exponentialOf(activation);
  const below = tf.expm1(tf.mul(tf.minimum(x, 0), 1 / length));
  return tf.mul(tf.add(tf.relu(x), tf.mul(below, alpha)), scale);
}

/** alpha · x + beta between 0 and 1. */
function ramp(x: Tensor4D, alpha: number, beta: number): Tensor4D {
  return tf.clipByValue(tf.add(tf.mul(x, alpha), beta), 0, 1);
}

/** 1 strictly between the bounds, else 0. */
function inside(v: Tensor4D, low: number, high: number): Tensor4D {
  const above: Tensor4D = low === -Infinity ? tf.onesLike(v) : tf.step(tf.sub(v, low));
  return high === Infinity ? above : tf.mul(above, tf.step(tf.sub(high, v)));
}

function normalDistribution(x: Tensor4D): Tensor4D {
  return tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
}

const geluScale = Math.sqrt(2 / Math.PI);
const geluCube = 0.044715;

function geluArgument(x: Tensor4D): Tensor4D {
  return tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), geluCube)), geluScale);
}

/** x where it is above 0, else x times a slope of its channel. */
export function preluKernel({ slope }: Extract<IrNode, { op: 'prelu' }>): Kernel {
  const slopes = tf.tensor1d(slope.load());
  return {
    keeps: { inputs: true, output: false },
    forward: (inputs) => {
      const x = only(inputs);
      return tf.tidy(() => tf.add(tf.relu(x), tf.mul(tf.minimum(x, 0), slopes)));
    },
    backward: (cotangent, { inputs }) => [
      tf.tidy(() => {
        const above = tf.step(only(inputs));
        return tf.mul(cotangent, tf.add(above, tf.mul(tf.sub(1, above), slopes)));
      }),
    ],
    dispose: () => tf.dispose(slopes),
  };
}
