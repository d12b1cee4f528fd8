import { describe, expect, test } from 'vitest';
import { paintPicture } from '../../../src/engine/painting/painting.ts';
import { resize } from '../../../src/engine/picture/resize.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { meanAndDeviation } from '../picture/measures.ts';

const size = { width: 64, height: 48 };

describe.each(catalog.painting.params.kind.options.map(({ value }) => value))('%s', (kind) => {
  test('repeats by seed, and another seed gives another painting', () => {
    const { data } = paintPicture(kind, size, 3);
    expect(paintPicture(kind, size, 3).data).toEqual(data);
    expect(paintPicture(kind, size, 4).data).not.toEqual(data);
  });

  test('is a picture in [0, 1] with contrast enough to be a style', () => {
    const { data } = paintPicture(kind, { width: 192, height: 144 }, 3);
    expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(meanAndDeviation(data).deviation).toBeGreaterThan(0.12);
  });

  test('is about the same painting at another size', () => {
    const small = { width: 16, height: 12 };
    const [one, other] = [size, { width: 128, height: 96 }].map(
      (at) => resize(paintPicture(kind, at, 3), small).data,
    ) as [Float32Array, Float32Array];
    expect(correlation(one, other)).toBeGreaterThan(0.5);
  });
});

function correlation(a: Float32Array, b: Float32Array): number {
  const [x, y] = [meanAndDeviation(a), meanAndDeviation(b)];
  const products = a.map((value, at) => (value - x.mean) * ((b[at] as number) - y.mean));
  return meanAndDeviation(products).mean / (x.deviation * y.deviation);
}
