import type { Activation, FusableActivation } from './ir.ts';

/** Whether the derivative of an activation is told from its output. */
export function isFusable(activation: Activation): activation is FusableActivation {
  return fusable[activation.kind];
}

const fusable = {
  ...{ linear: true, relu: true, relu6: true, 'leaky-relu': true, sigmoid: true, tanh: true },
  ...{ clip: true, elu: true, selu: true, celu: true, 'hard-sigmoid': true, softsign: true },
  ...{ exp: true, sqrt: true, reciprocal: true },
  ...{ swish: false, gelu: false, 'gelu-tanh': false, 'hard-swish': false, softplus: false },
  ...{ mish: false, abs: false, log: false },
} as const satisfies {
  readonly [Kind in Activation['kind']]: Kind extends FusableActivation['kind'] ? true : false;
};

/** Above 0 scale · x, below scale · alpha · (e^x - 1) (Klambauer et al. 2017). */
export const selu = { scale: 1.0507009873554805, alpha: 1.6732632423543772 } as const;
