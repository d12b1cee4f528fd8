import type { Activation } from './ir.ts';

/**
 * What the derivative of an activation is told from. Only one that is told from the output can be
 * applied on the way by what computes its input, which then is not kept.
 */
export function slopeToldBy({ kind }: Activation): 'input' | 'output' {
  return slopes[kind];
}

const slopes: Readonly<Record<Activation['kind'], 'input' | 'output'>> = {
  ...{ linear: 'output', relu: 'output', relu6: 'output', 'leaky-relu': 'output' },
  ...{ sigmoid: 'output', tanh: 'output', clip: 'output', elu: 'output', selu: 'output' },
  ...{ celu: 'output', 'hard-sigmoid': 'output', softsign: 'output', exp: 'output' },
  ...{ sqrt: 'output', reciprocal: 'output' },
  ...{ swish: 'input', gelu: 'input', 'gelu-tanh': 'input', 'hard-swish': 'input' },
  ...{ softplus: 'input', mish: 'input', abs: 'input', log: 'input' },
};

/** Above 0 scale · x, below scale · alpha · (e^x - 1) (Klambauer et al. 2017). */
export const selu = { scale: 1.0507009873554805, alpha: 1.6732632423543772 } as const;
