import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { inferFields, inferShapes, inferSight } from '../../../src/engine/network/geometry.ts';
import {
  type Ir,
  type IrNode,
  linear,
  type Operation,
  type Padding,
} from '../../../src/engine/network/ir.ts';
import { constantWeights, sizeOf } from '../../../src/engine/network/weights.ts';
import { compileTfjsProgram } from '../../../src/engine/programs/tfjs/tfjs-program.ts';

/** What a unit sees is where its gradient is not zero: an impulse sent back through the network. */
beforeAll(async () => void (await useBackend('wasm')));

const size = { height: 97, width: 91 };
/** Beyond the border of any value lie zeros, which are none of the picture's pixels. */
const rim = 27;

function networkOf(operations: readonly Operation[]): Ir {
  const nodes = operations.map(
    (operation, i) => ({ ...operation, name: `n${i}`, inputs: [`n${i - 1}`] }) as IrNode,
  );
  return [{ name: 'n-1', inputs: [], op: 'input', channels: 3 }, ...nodes];
}

/** Rows and columns, from the first to behind the last, that a unit of the last layer sees. */
function seenBy(ir: Ir, [row, column]: readonly [number, number]) {
  const range = { scale: 1, offset: 0 };
  const layer = ir.at(-1)?.name as string;
  const program = compileTfjsProgram({ name: 'Sight', hash: '', range, ir }, [layer]);
  if (!program.ok) throw new Error(program.problem.message);
  const gradient = tf.tidy(() => {
    // Every number its own, so that no pool has ties.
    const picture = tf.randomUniform([1, size.height, size.width, 3], 1, 2, 'float32', 7);
    const cotangent = (like: tf.Tensor4D) => {
      const impulse = tf.buffer(like.shape);
      for (let c = 0; c < like.shape[3]; c++) impulse.set(1, 0, row, column, c);
      return new Map([[layer, impulse.toTensor() as tf.Tensor4D]]);
    };
    const back = program.value.gradient(picture as tf.Tensor4D, (activations) =>
      cotangent(activations.get(layer) as tf.Tensor4D),
    );
    return [tf.sum(tf.abs(back), [2, 3]), tf.sum(tf.abs(back), [1, 3])].map((sums) => [
      ...sums.dataSync(),
    ]);
  });
  program.value.dispose();
  return gradient.map((sums) => [
    sums.findIndex((v) => v > 0),
    sums.findLastIndex((v) => v > 0) + 1,
  ]);
}

const ones = (shape: readonly number[]) =>
  constantWeights(shape, new Float32Array(sizeOf(shape)).fill(0.1));

const paddings: readonly Padding[] = [
  'same',
  'same-lower',
  'valid',
  { top: 0, bottom: 2, left: 1, right: 0 },
  { top: 2, bottom: 0, left: 0, right: 1 },
];

const around = { top: 2, bottom: 0, left: 1, right: 3 };

/** Operations that see a rectangle without gaps, whatever comes before. */
const windows: fc.Arbitrary<Operation> = fc
  .record({
    kind: fc.nat(5),
    size: fc.tuple(fc.integer({ min: 3, max: 5 }), fc.integer({ min: 3, max: 4 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 })),
    padding: fc.constantFrom(...paddings),
    flag: fc.boolean(),
  })
  .map(({ kind, size, strides, padding, flag }): Operation => {
    const window = { strides, dilation: [1, 1], padding, activation: linear } as const;
    if (kind < 2) return { op: 'conv', filter: ones([...size, 3, 3]), bias: null, ...window };
    if (kind === 2) {
      return { op: 'depthwise', filter: ones([...size, 3, 1]), bias: null, ...window };
    }
    if (kind === 3) {
      const how = { size, strides, padding, ceil: flag, countsPadding: !flag };
      return { op: 'pool', kind: 'average', ...how };
    }
    if (kind === 4) return { op: 'pad', mode: 'constant', value: 0, margins: around };
    return { op: 'crop', margins: { top: 1, bottom: 2, left: 3, right: 0 } };
  });

test('through windows with any margins units see exactly what sight and field say', () => {
  let inside = 0;
  const check = (operations: readonly Operation[], a: number, b: number) => {
    const ir = networkOf(operations);
    const layer = ir.at(-1)?.name as string;
    const { height, width } = shapeOf(ir);
    const unit = [a % height, b % width] as const;
    const { begin, extent, stride } = inferSight(ir, layer, size);
    expect(inferFields(ir).get(layer)).toEqual({ receptiveField: extent, stride });
    const seen = seenBy(ir, unit);
    for (const axis of [0, 1] as const) {
      const length = axis === 0 ? size.height : size.width;
      const from = begin[axis] + unit[axis] * stride[axis];
      const to = from + extent[axis];
      const [first, last] = seen[axis] as [number, number];
      // Nothing where all of it is padding.
      if (first < 0) continue;
      expect(first).toBeGreaterThanOrEqual(from);
      expect(last).toBeLessThanOrEqual(to);
      if (from < rim || to > length - rim) continue;
      expect([first, last]).toEqual([from, to]);
      inside++;
    }
  };
  const operations = fc.array(windows, { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(operations, fc.nat(), fc.nat(), check), { numRuns: 100 });
  expect(inside).toBeGreaterThan(20);
});

function shapeOf(ir: Ir) {
  const shape = inferShapes(ir, size.height, size.width).get(ir.at(-1)?.name as string);
  if (!shape) throw new Error('The last layer has a shape.');
  return shape;
}

const finer: Record<string, Operation> = {
  'a transposed convolution': transposed([3, 3, 3, 3], [2, 2], {
    top: 1,
    bottom: 1,
    left: 1,
    right: 1,
  }),
  'a transposed convolution with uneven margins': transposed([4, 5, 3, 3], [2, 3], {
    ...{ top: 0, bottom: 2, left: 3, right: 0 },
  }),
  'a transposed convolution without strides': transposed([4, 3, 3, 3], [1, 1], {
    ...{ top: 3, bottom: 0, left: 0, right: 2 },
  }),
  'nearest upsampling': { op: 'upsample', factor: [2, 3], method: 'nearest' },
  'bilinear upsampling': { op: 'upsample', factor: [2, 3], method: 'bilinear' },
  'asymmetric upsampling': {
    ...{ op: 'upsample', factor: [2, 3], method: 'bilinear', corners: 'asymmetric' },
  },
  'upsampling from corner to corner': {
    ...{ op: 'upsample', factor: [2, 3], method: 'bilinear', corners: 'align-corners' },
  },
};

function transposed(
  shape: readonly number[],
  strides: readonly [number, number],
  padding: typeof around,
): Operation {
  const window = { strides, dilation: [1, 1], padding } as const;
  return { op: 'conv-transpose', filter: ones(shape), bias: null, ...window };
}

describe.each(Object.entries(finer))('%s', (_, operation) => {
  const stem: Operation = {
    ...{ op: 'conv', filter: ones([3, 3, 3, 3]), bias: null, activation: linear },
    ...{ strides: [2, 2], dilation: [1, 1], padding: { top: 1, bottom: 0, left: 0, right: 1 } },
  };
  const ir = networkOf([stem, operation]);

  test.each([0, 1, 2, 3])('looks at the middle of what it sees, %i units on', (more) => {
    const { height, width } = shapeOf(ir);
    const unit = [Math.floor(height / 2) + more, Math.floor(width / 2) + more] as const;
    const { begin, extent, stride } = inferSight(ir, 'n1', size);
    const { receptiveField = [0, 0] } = inferFields(ir).get('n1') ?? {};
    seenBy(ir, unit).forEach(([from = 0, to = 0], axis) => {
      const place = begin[axis as 0 | 1] + (unit[axis as 0 | 1] as number) * stride[axis as 0 | 1];
      const middle = place + extent[axis as 0 | 1] / 2;
      // Units of one phase lean one way, those of the next the other: half a step of the input.
      expect(Math.abs(middle - (from + to) / 2)).toBeLessThanOrEqual(1.01);
      // Bilinear ones see up to two units of the input.
      expect(receptiveField[axis as 0 | 1] + 2).toBeGreaterThanOrEqual(to - from);
    });
  });
});

test('a weight for each channel does not widen what units see', () => {
  const ir: Ir = [
    { name: 'picture', inputs: [], op: 'input', channels: 3 },
    { ...networkOf([convolution()])[1], name: 'x', inputs: ['picture'] } as IrNode,
    { name: 'mean', inputs: ['x'], op: 'global-pool', kind: 'average' },
    { name: 'excited', inputs: ['x', 'mean'], op: 'multiply' },
    {
      name: 'normal',
      inputs: ['excited'],
      op: 'normalise',
      over: 'positions',
      groups: 3,
      epsilon: 1,
    },
  ];
  const fields = inferFields(ir);
  expect(fields.get('mean')?.receptiveField).toEqual([Infinity, Infinity]);
  expect(fields.get('excited')).toEqual({ receptiveField: [5, 3], stride: [1, 2] });
  expect(fields.get('normal')).toEqual(fields.get('excited'));
});

function convolution(): Operation {
  const window = {
    strides: [1, 2],
    dilation: [1, 1],
    padding: 'same',
    activation: linear,
  } as const;
  return { op: 'conv', filter: ones([5, 3, 3, 3]), bias: null, ...window };
}
