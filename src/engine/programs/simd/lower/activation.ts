import type { Activation } from '../../../network/ir.ts';
import type { Call } from '../arena/call.ts';
import { pixelsOf, type View } from '../arena/view.ts';
import type { Sink } from './calls.ts';

/** The numbers that kernels/activation.as knows them by. */
const numbers: Readonly<Record<Exclude<Activation['kind'], 'linear'>, number>> = {
  relu: 1,
  relu6: 2,
  'leaky-relu': 3,
  sigmoid: 4,
  tanh: 5,
  swish: 6,
};

function codeOf(activation: Activation): readonly [kind: number, alpha: number] {
  if (activation.kind === 'linear') throw new Error('There is nothing to do for linear.');
  const alpha = activation.kind === 'leaky-relu' ? activation.alpha : 0;
  return [numbers[activation.kind], alpha];
}

/** May work in place. */
export function activateCall(activation: Activation, x: View, y: View): Call {
  return {
    kernel: 'activate',
    args: [...codeOf(activation), ...[x.place, x.pixel, y.place, y.pixel, y.shape.channels]],
    units: pixelsOf(y),
  };
}

/**
 * The cotangent before the activation, from the one after it. May work in place.
 * @param value the output of the activation; for swish its input.
 */
export function activateBackCall(
  activation: Activation,
  value: View,
  cotangent: View,
  { view, accumulate }: Sink,
): Call {
  return {
    kernel: 'activateBack',
    args: [
      ...codeOf(activation),
      ...[value.place, value.pixel, cotangent.place, cotangent.pixel, view.place, view.pixel],
      ...[view.shape.channels, Number(accumulate)],
    ],
    units: pixelsOf(view),
  };
}

/** What a kernel that clamps its results can do on the way; null for the others. */
export function boundsOf({ kind }: Activation): readonly [low: number, high: number] | null {
  switch (kind) {
    case 'linear':
      return [-Infinity, Infinity];
    case 'relu':
      return [0, Infinity];
    case 'relu6':
      return [0, 6];
    default:
      return null;
  }
}
