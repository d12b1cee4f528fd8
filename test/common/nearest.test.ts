import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { editDistance, nearest } from '../../src/common/nearest.ts';

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['octave', 'octave', 0],
    ['ocatve', 'octave', 1],
    ['layer', 'player', 1],
    ['kitten', 'sitting', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test('is symmetric, and lies between the difference in length and the longer length', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('nearest', () => {
  const names = ['Octave Split', 'Octave Merge', 'Noise', 'Number'];

  test('offers what is close, best first, whatever the case', () => {
    expect(nearest('octave merg', names)[0]).toBe('Octave Merge');
    expect(nearest('NOISE', names)).toEqual(['Noise']);
  });

  test('takes the beginning of a name for the name', () => {
    expect(nearest('oct', names)).toEqual(['Octave Split', 'Octave Merge']);
  });

  test('offers nothing when all are far off', () => {
    expect(nearest('hologram', names)).toEqual([]);
    expect(nearest('', names)).toEqual([]);
  });

  test('compares no letters when lengths differ too much, as with a long word from a file', () => {
    // Called once for each pair of letters.
    const compare = vi.spyOn(Math, 'min');
    expect(nearest('x'.repeat(1_000_000), names)).toEqual([]);
    expect(compare).not.toHaveBeenCalled();
    nearest('nose', names);
    expect(compare).toHaveBeenCalled();
    compare.mockRestore();
  });
});
