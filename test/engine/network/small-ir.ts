import type { FusableActivation, Ir, IrNode } from '../../../src/engine/network/ir.ts';
import { constantWeights, sizeOf } from '../../../src/engine/network/weights.ts';

/** Nodes of networks that are looked at and not run. */

export const picture: IrNode = { name: 'picture', inputs: [], op: 'input', channels: 3 };

interface ConvSettings {
  readonly side?: number;
  readonly stride?: number;
  readonly channels?: readonly [from: number, to: number];
  readonly activation?: FusableActivation;
}

export function conv(name: string, input: string, settings: ConvSettings = {}): IrNode {
  const { side = 3, stride = 1, channels = [8, 8], activation } = settings;
  const shape = [side, side, ...channels];
  return {
    ...{ name, inputs: [input], op: 'conv', filter: constantWeights(shape, numbers(shape)) },
    ...{ bias: null, strides: [stride, stride], dilation: [1, 1], padding: 'same' },
    activation: activation ?? { kind: 'linear' },
  };
}

export function relu(name: string, input: string): IrNode {
  return { name, inputs: [input], op: 'activation', activation: { kind: 'relu' } };
}

export function pool(name: string, input: string): IrNode {
  const window = { size: [2, 2], strides: [2, 2], padding: 'valid' } as const;
  return { name, inputs: [input], op: 'pool', kind: 'max', ...window };
}

export function join(op: 'add' | 'concat' | 'multiply', name: string, inputs: string[]): IrNode {
  return { name, inputs, op };
}

export function affine(
  name: string,
  input: string,
  scale: readonly number[],
  offset: readonly number[],
): IrNode {
  const weights = (values: readonly number[]) =>
    constantWeights([values.length], Float32Array.from(values));
  return { name, inputs: [input], op: 'affine', scale: weights(scale), offset: weights(offset) };
}

/** Many convolutions in a row, each followed by an activation. */
export function chain(count: number, poolEvery: number): Ir {
  const nodes: IrNode[] = [picture];
  for (let at = 1; at <= count; at++) {
    const before = nodes.at(-1)?.name ?? '';
    const channels = [at === 1 ? 3 : 8, 8] as const;
    nodes.push(conv(`conv${at}`, before, { channels }), relu(`relu${at}`, `conv${at}`));
    if (at % poolEvery === 0) nodes.push(pool(`pool${at / poolEvery}`, `relu${at}`));
  }
  return nodes;
}

function numbers(shape: readonly number[]): Float32Array {
  return Float32Array.from({ length: sizeOf(shape) }, (_, at) => Math.sin(at * 12.9898) * 0.3);
}
