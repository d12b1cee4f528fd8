import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration } from '../../src/cli/terminal/duration.ts';

test.each([
  [0, '0.00 s'],
  [449, '0.45 s'],
  [994, '0.99 s'],
  [996, '1.0 s'],
  [9_949, '9.9 s'],
  [9_951, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [3_599_600, '1 h 00 min'],
  [3_720_000, '1 h 02 min'],
  [7_199_000, '2 h 00 min'],
])('%d ms is %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test('never says 60 of a unit, and is right to within a rounding', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), (milliseconds) => {
      const parts = [...formatDuration(milliseconds).matchAll(/([\d.]+) (h|min|s)/g)];
      const sizes: Record<string, number> = { h: 3_600_000, min: 60_000, s: 1000 };
      const total = parts.reduce(
        (sum, [, n, unit = '']) => sum + Number(n) * (sizes[unit] ?? 0),
        0,
      );
      const seconds = milliseconds < 995 ? 10 : milliseconds < 9_950 ? 100 : 1000;
      const last = parts.at(-1)?.[2] === 'min' ? 60_000 : seconds;
      expect(Math.abs(total - milliseconds)).toBeLessThanOrEqual(last / 2 + 1e-6);
      for (const [, n, unit] of parts) if (unit !== 'h') expect(Number(n)).toBeLessThan(60);
    }),
  );
});
