import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { prepareImageTerm } from '../../../src/engine/terms/prepare.ts';
import { constantPicture, expectClose, randomPicture } from '../picture/pictures.ts';
import { backends, expectNoLeak, numbersOf, use } from './prepare-terms.ts';

const start = randomPicture(5, 4, 1);
const image = randomPicture(5, 4, 2);

/** The plain formulas, in double precision. */
function totalVariation({ width, height }: Picture, x: readonly number[]): number {
  const at = (i: number, j: number, c: number) => x[(i * width + j) * 3 + c] as number;
  let sum = 0;
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      for (let c = 0; c < 3; c++) {
        const down = i + 1 < height ? at(i + 1, j, c) - at(i, j, c) : 0;
        const right = j + 1 < width ? at(i, j + 1, c) - at(i, j, c) : 0;
        sum += Math.sqrt(down ** 2 + right ** 2 + 1e-4);
      }
    }
  }
  return sum;
}

function startDistance(from: Picture, x: readonly number[]): number {
  return x.reduce((sum, v, i) => sum + (v - (from.data[i] as number)) ** 2, 0) / x.length;
}

function slope(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  return x.map((v, i) => (f(x.with(i, v + 1e-6)) - f(x.with(i, v - 1e-6))) / 2e-6);
}

describe.each(backends)('terms on the picture on %s', (backend) => {
  beforeAll(() => use(backend));

  test.each([
    ['total-variation', (x: readonly number[]) => totalVariation(image, x)],
    ['start-distance', (x: readonly number[]) => startDistance(start, x)],
  ] as const)('%s: value, and gradient of its negative', (kind, plain) => {
    expectNoLeak(() => {
      const got = evaluate(kind, image);
      expectClose([got.value], [plain([...image.data])], 1e-4);
      expectClose(
        got.gradient,
        slope(plain, [...image.data]).map((v) => -v),
        1e-4,
      );
    });
  });

  test('neither pulls where there is nothing to do', () => {
    const flat = constantPicture(5, 4, [0.2, 0.4, 0.6]);
    expect(evaluate('total-variation', flat).gradient.every((v) => v === 0)).toBe(true);
    expect(evaluate('start-distance', start).gradient.every((v) => v === 0)).toBe(true);
  });

  test.each([
    [1, 6],
    [6, 1],
    [1, 1],
  ])('total variation of %i x %i pixels', (width, height) => {
    const thin = randomPicture(width, height, 3);
    const plain = (x: readonly number[]) => totalVariation(thin, x);
    const got = evaluate('total-variation', thin);
    expectClose([got.value], [plain([...thin.data])], 1e-4);
    expectClose(
      got.gradient,
      slope(plain, [...thin.data]).map((v) => -v),
      1e-4,
    );
  });
});

function evaluate(kind: 'total-variation' | 'start-distance', picture: Picture) {
  const prepared = prepareImageTerm({ kind, weight: 1 }, { start });
  const tensor: Tensor4D = toTensor(picture);
  const { value, gradient } = prepared.evaluate(tensor);
  tf.dispose(tensor);
  prepared.dispose();
  return { value: numbersOf(value)[0] as number, gradient: numbersOf(gradient) };
}
