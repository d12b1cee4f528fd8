import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MaxPoolOperation } from '../../../src/engine/network/ir.ts';
import { windowOfPool, windowOfPoolFits } from '../../../src/engine/network/operation-shapes.ts';
import { paddingAround, windowedSize } from '../../../src/engine/network/windows.ts';

/*
 * The maximum of no pixels is no number to go on with: a pool takes a value only if each of its
 * windows has a pixel of it.
 */

function dilated(size: number, dilation: number): MaxPoolOperation {
  return {
    ...{ op: 'pool', kind: 'max', size: [size, 1], strides: [1, 1] },
    ...{ dilation: [dilation, 1], padding: 'same' },
  };
}

const tall = (height: number) => [{ height, width: 3, channels: 1 }] as const;

test('a window that steps over a map of one row is refused, and one that meets it is not', () => {
  expect(windowOfPoolFits(dilated(2, 2), tall(1))).toBe(false);
  expect(windowOfPoolFits(dilated(2, 2), tall(2))).toBe(true);
  expect(windowOfPoolFits(dilated(3, 2), tall(1))).toBe(true);
  expect(windowOfPoolFits(dilated(2, 1), tall(1))).toBe(true);
});

test('each window of a pool that is taken has a pixel', () => {
  const margin = fc.nat(4);
  const sample = fc.record({
    length: fc.integer({ min: 1, max: 9 }),
    size: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 4 }),
    dilation: fc.integer({ min: 1, max: 5 }),
    ceil: fc.boolean(),
    padding: fc.oneof(
      fc.constantFrom('same', 'same-lower', 'valid' as const),
      fc.record({ top: margin, bottom: margin, left: fc.constant(0), right: fc.constant(0) }),
    ),
  });
  fc.assert(
    fc.property(sample, ({ length, size, stride, dilation, ceil, padding }) => {
      const pool: MaxPoolOperation = {
        ...{ op: 'pool', kind: 'max', size: [size, 1], strides: [stride, 1] },
        ...{ dilation: [dilation, 1], ceil, padding },
      };
      const [x] = tall(length);
      const window = windowOfPool(pool);
      const { height } = windowedSize(x, window);
      if (height < 1 || !windowOfPoolFits(pool, [x])) return;
      const [before] = paddingAround(0, length, window);
      for (let row = 0; row < height; row++) {
        const rows = Array.from({ length: size }, (_, i) => row * stride - before + i * dilation);
        expect(rows.some((place) => place >= 0 && place < length)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});
