import type { Ir, IrNode } from '../network/ir.ts';
import type { Network } from '../network/network.ts';
import { constantWeights, sizeOf } from '../network/weights.ts';
import { pattern } from './self-test/fingerprint.ts';

/** The layer of the sample that is dreamt of. */
export const sampleLayer = 'second';

/**
 * A network of the kind dreams are made of, small: a stem and two Inception blocks with random
 * weights. As many operations for its size as the embedded networks have, since on a GPU each one
 * costs time of its own.
 */
export function sampleNetwork(): Network {
  const ir: Ir = [
    { name: 'picture', inputs: [], op: 'input', channels: 3 },
    conv('stem', 'picture', 3, 3, 64, 2),
    ...block('first', 'stem', 64),
    ...block('second', 'first', 128),
  ];
  return { name: 'sample', hash: 'sample', range: { scale: 2, offset: -1 }, ir };
}

/** Four branches of 32 channels each. */
function block(name: string, input: string, channels: number): readonly IrNode[] {
  return [
    conv(`${name}-a`, input, 1, channels, 32),
    conv(`${name}-b1`, input, 1, channels, 32),
    conv(`${name}-b`, `${name}-b1`, 3, 32, 32),
    conv(`${name}-c1`, input, 1, channels, 32),
    conv(`${name}-c`, `${name}-c1`, 5, 32, 32),
    {
      name: `${name}-d1`,
      inputs: [input],
      op: 'pool',
      kind: 'max',
      size: [3, 3],
      strides: [1, 1],
      padding: 'same',
    },
    conv(`${name}-d`, `${name}-d1`, 1, channels, 32),
    { name, inputs: ['a', 'b', 'c', 'd'].map((branch) => `${name}-${branch}`), op: 'concat' },
  ];
}

function conv(
  name: string,
  input: string,
  side: number,
  from: number,
  to: number,
  stride = 1,
): IrNode {
  const shape = [side, side, from, to];
  // Keeps activations of one size through the network.
  const scale = Math.sqrt(6 / (side * side * from));
  const values = pattern(sizeOf(shape), from + to + side).map((value) => value * scale);
  return {
    name,
    inputs: [input],
    op: 'conv',
    filter: constantWeights(shape, values),
    bias: null,
    strides: [stride, stride],
    dilation: [1, 1],
    padding: 'same',
    activation: { kind: 'relu' },
  };
}
