import fc from 'fast-check';
import { inferShapes, UnfitError } from '../../../../src/engine/network/geometry.ts';
import {
  type Activation,
  type FusableActivation,
  type Ir,
  type IrNode,
  linear,
  type Operation,
  type Padding,
  type Weights,
} from '../../../../src/engine/network/ir.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import { constantWeights, sizeOf } from '../../../../src/engine/network/weights.ts';

/** A network of a few random nodes, some of its layers, and a size at which all have an output. */
export interface Sample {
  readonly network: Network;
  readonly layers: readonly string[];
  readonly height: number;
  readonly width: number;
}

/** Numbers in (-1, 1) that look random but are the same each time. */
export function numbers(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * seed) % 1);
}

function weights(shape: readonly number[], seed: number, scale = 0.5): Weights {
  return constantWeights(
    shape,
    numbers(sizeOf(shape), seed).map((v) => v * scale),
  );
}

const activations: readonly FusableActivation[] = [
  linear,
  { kind: 'relu' },
  { kind: 'relu6' },
  { kind: 'leaky-relu', alpha: 0.3 },
  { kind: 'sigmoid' },
  { kind: 'tanh' },
  { kind: 'clip', min: -0.4, max: 0.7 },
  { kind: 'elu', alpha: 0.8 },
  { kind: 'selu' },
  { kind: 'celu', alpha: 1.4 },
  { kind: 'hard-sigmoid', alpha: 0.2, beta: 0.5 },
  { kind: 'softsign' },
];

/** Nodes of their own, since their inputs tell their slopes. */
const alone: readonly Activation[] = [
  { kind: 'swish' },
  { kind: 'gelu' },
  { kind: 'gelu-tanh' },
  { kind: 'hard-swish' },
  { kind: 'softplus' },
  { kind: 'mish' },
  { kind: 'abs' },
];

const modes = ['constant', 'edge', 'reflect'] as const;

/** One draw of a node: what it does is made of these numbers. */
const draw = fc.record({
  kind: fc.nat(25),
  from: fc.nat(),
  and: fc.nat(),
  kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  dilation: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
  channels: fc.integer({ min: 1, max: 40 }),
  activation: fc.nat(activations.length - 1),
  padding: fc.constantFrom<Padding>(
    'same',
    'valid',
    'same-lower',
    { top: 0, bottom: 1, left: 2, right: 0 },
    { top: 1, bottom: 1, left: 1, right: 1 },
  ),
  flag: fc.boolean(),
  seed: fc.nat(1000),
});
type Draw = typeof draw extends fc.Arbitrary<infer T> ? T : never;

interface Value {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export const samples: fc.Arbitrary<Sample> = fc
  .record({
    height: fc.integer({ min: 5, max: 14 }),
    width: fc.integer({ min: 5, max: 14 }),
    draws: fc.array(draw, { minLength: 1, maxLength: 7 }),
    wanted: fc.tuple(fc.nat(), fc.nat()),
  })
  .map(({ height, width, draws, wanted }) => {
    const ir = draws.reduce<Ir>(
      (nodes, one, i) => grow(nodes, one, `n${i}`, height, width),
      [{ name: 'picture', inputs: [], op: 'input', channels: 3 }],
    );
    const names = ir.slice(1).map(({ name }) => name);
    const layers = wanted.map((n) => names[n % names.length] ?? 'picture');
    const range = { scale: 2, offset: -1 };
    return { network: { name: 'Random', hash: '', range, ir }, layers, height, width };
  });

/** The network with one more node, if the draw fits. */
function grow(ir: Ir, one: Draw, name: string, height: number, width: number): Ir {
  const values = [...inferShapes(ir, height, width)].map(([n, shape]) => ({ name: n, ...shape }));
  const made = makeNode(values, one);
  if (!made) return ir;
  const longer = [...ir, { ...made, name } as IrNode];
  try {
    inferShapes(longer, height, width);
    return longer;
  } catch (error) {
    if (error instanceof UnfitError) return ir;
    throw error;
  }
}

function makeNode(
  values: readonly Value[],
  one: Draw,
): ({ inputs: readonly string[] } & Operation) | null {
  const x = values[one.from % values.length] as Value;
  const alike = values.filter((v) => v.height === x.height && v.width === x.width);
  const other = alike[one.and % alike.length] as Value;
  const twins = alike.filter((v) => v.channels === x.channels);
  const twin = twins[one.and % twins.length] as Value;
  const inputs = [x.name];
  const { padding } = one;
  const activation = activations[one.activation] ?? linear;
  const [kh, kw] = one.kernel;
  const { seed, strides } = one;
  const { dilation } = one;
  const window = { strides, dilation, padding, activation } as const;
  const margins = { top: 1, bottom: 2, left: 0, right: 1 };
  switch (one.kind) {
    case 0:
    case 1: {
      const shape = [kh, kw, x.channels, one.channels];
      const bias = one.flag ? weights([one.channels], seed) : null;
      return { op: 'conv', inputs, filter: weights(shape, seed, 0.3), bias, ...window };
    }
    // The shapes that Winograd's algorithm takes on.
    case 2: {
      const sizes = [
        [3, 3],
        [5, 5],
        [1, kw + 2],
        [kh + 2, 1],
      ] as const;
      const shape = [...(sizes[one.and % 4] ?? [3, 3]), x.channels, 16];
      const bias = weights([16], seed);
      const plain = { strides: [1, 1], dilation: [1, 1] } as const;
      return { op: 'conv', inputs, filter: weights(shape, seed, 0.3), bias, ...window, ...plain };
    }
    case 3: {
      const shape = [1, 1, x.channels, one.channels];
      const plain = { strides: [1, 1], dilation: [1, 1] } as const;
      return { op: 'conv', inputs, filter: weights(shape, seed), bias: null, ...window, ...plain };
    }
    case 4: {
      const multiplier = 1 + (seed % 2);
      const filter = weights([kh, kw, x.channels, multiplier], seed);
      const bias = weights([x.channels * multiplier], seed);
      return { op: 'depthwise', inputs, filter, bias, ...window };
    }
    case 5:
      return {
        ...{ op: 'pool', inputs, kind: 'max', size: [kh, kw], strides, padding, ceil: one.flag },
        ...(seed % 3 === 0 ? { dilation } : {}),
      };
    case 6: {
      const steps = one.and % 2 ? ([1, 1] as const) : strides;
      return {
        ...{ op: 'pool', inputs, kind: 'average', size: [kh, kw], strides: steps, padding },
        ...{ ceil: seed % 2 === 0, countsPadding: one.flag },
      };
    }
    case 7:
    case 8:
      return { op: 'concat', inputs: [x.name, other.name] };
    case 9:
      return { op: 'add', inputs: [x.name, twin.name] };
    case 10: {
      const single = values.find((v) => v.height * v.width === 1 && v.channels === x.channels);
      return { op: 'multiply', inputs: [x.name, (single ?? twin).name] };
    }
    case 11:
      return {
        ...{ op: 'activation', inputs },
        activation: one.flag ? activation : (alone[seed % alone.length] ?? linear),
      };
    case 12: {
      const scale = weights([x.channels], seed, 2);
      return { op: 'affine', inputs, scale, offset: weights([x.channels], seed + 1) };
    }
    case 13:
      if (one.flag) return { op: 'crop', inputs, margins };
      return { op: 'pad', mode: modes[seed % 3] ?? 'edge', value: 0.5, inputs, margins };
    case 14: {
      if (one.seed % 2) return { op: 'global-pool', kind: one.flag ? 'max' : 'average', inputs };
      const method = one.flag ? 'nearest' : 'bilinear';
      const corners = (['half-pixel', 'asymmetric', 'align-corners'] as const)[one.and % 3];
      if (!corners || x.height > 20) return null;
      return { op: 'upsample', inputs, factor: [2, 3], method, corners };
    }
    case 15: {
      const groups = [2, 3, x.channels].find((n) => x.channels % n === 0) ?? 1;
      const outputs = groups * (1 + (one.channels % 4));
      const shape = [kh, kw, x.channels / groups, outputs];
      const bias = one.flag ? weights([outputs], seed) : null;
      return { op: 'conv', inputs, filter: weights(shape, seed, 0.3), bias, ...window, groups };
    }
    case 16: {
      if (x.height > 20) return null;
      const groups = x.channels % 2 ? 1 : 2;
      const shape = [kh, kw, 1 + (one.channels % 5), x.channels];
      const bias = one.flag ? weights([(shape[2] ?? 1) * groups], seed) : null;
      const cut = { top: 0, bottom: seed % 2, left: one.and % 2, right: 0 };
      const extra = [one.and % strides[0], seed % strides[1]] as const;
      const filter = weights(shape, seed, 0.3);
      return {
        ...{ op: 'conv-transpose', inputs, filter, bias, strides, dilation, groups, extra },
        padding: cut,
      };
    }
    case 17: {
      const groups = [x.channels, 3, 2, 1].find((n, i) => x.channels % n === 0 && i >= seed % 3);
      const over = one.flag ? 'positions' : 'channels';
      // The variance of nothing has no digits.
      if (over === 'channels' ? x.channels === groups : x.height * x.width < 4) return null;
      return { op: 'normalise', inputs, over, groups: groups ?? 1, epsilon: 0.1 };
    }
    case 18: {
      const beta = [0.75, 0.5, 1, 1.2][seed % 4] ?? 0.75;
      return { op: 'local-response', inputs, size: 1 + (seed % 6), alpha: 0.8, beta, bias: 1 };
    }
    case 19:
      return { op: 'prelu', inputs, slope: weights([x.channels], seed) };
    case 20:
      return { op: 'maximum', inputs: [x.name, twin.name] };
    case 21:
      return { op: one.flag ? 'channel-mean' : 'channel-max', inputs };
    case 22: {
      const narrow = alike.find((v) => v.channels === 1);
      const op = (['add', 'multiply', 'maximum'] as const)[seed % 3];
      return narrow && op ? { op, inputs: [narrow.name, x.name] } : null;
    }
    case 23: {
      const order = Array.from({ length: x.channels }, (_, c) => c);
      return {
        ...{ op: 'permute-channels', inputs },
        order: order.toSorted((a, b) => Math.sin(a * seed) - Math.sin(b * seed)),
      };
    }
    case 24: {
      const order = one.flag ? 'DCR' : 'CRD';
      if (x.channels % 4 === 0 && x.height < 20) {
        return { op: 'depth-to-space', inputs, block: 2, order };
      }
      return x.channels > 20 ? null : { op: 'space-to-depth', inputs, block: 2, order };
    }
    default: {
      if (one.flag) {
        const begin = one.and % x.channels;
        return { op: 'slice', inputs, begin, size: 1 + (seed % (x.channels - begin)) };
      }
      const { height, width, channels } = x;
      if (one.seed % 2) return { op: 'flatten', inputs };
      return { op: 'reshape', inputs, shape: [width, channels, height] };
    }
  }
}
