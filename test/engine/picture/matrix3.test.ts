import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apply,
  inverse,
  type Matrix3,
  multiply,
  symmetricFunction,
  transpose,
} from '../../../src/engine/picture/matrix3.ts';
import { expectClose } from './pictures.ts';

const number = fc.double({ min: -2, max: 2, noNaN: true });
const matrix = fc.array(number, { minLength: 9, maxLength: 9 }) as unknown as fc.Arbitrary<Matrix3>;

describe('3x3 matrices', () => {
  it('multiply and apply as on paper', () => {
    const m: Matrix3 = [1, 2, 3, 4, 5, 6, 7, 8, 10];
    expect(apply(m, [1, 0, -1])).toEqual([-2, -2, -3]);
    expect(multiply(m, m)).toEqual([30, 36, 45, 66, 81, 102, 109, 134, 169]);
    expectClose(multiply(inverse(m), m), [1, 0, 0, 0, 1, 0, 0, 0, 1], 1e-12);
  });

  it('have a square root when symmetric and positive', () => {
    fc.assert(
      fc.property(matrix, (a) => {
        const positive = multiply(transpose(a), a);
        const root = symmetricFunction(positive, (v) => Math.sqrt(Math.max(v, 0)));
        expectClose(multiply(root, root), positive, 1e-9);
      }),
    );
  });

  it('keep their eigenvalues when diagonal', () => {
    const doubled = symmetricFunction([1, 0, 0, 0, 5, 0, 0, 0, 5], (v) => 2 * v);
    expectClose(doubled, [2, 0, 0, 0, 10, 0, 0, 0, 10], 1e-12);
  });
});
