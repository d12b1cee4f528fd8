import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { resize, resizeMask, resizePhoto } from '../../../src/engine/picture/resize.ts';
import { constantPicture, expectClose, picture, randomPicture, vector } from './pictures.ts';

const side = fc.integer({ min: 1, max: 24 });

describe('resize', () => {
  const { inputs, expected, tol } = vector<
    { up: number[]; down: number[] },
    { up_half: number[]; down_half: number[] }
  >('resize-1d');

  it('samples at half-pixel centres when enlarging, along either axis', () => {
    const rows = { width: 1, height: 4, data: Float32Array.from(inputs.up) };
    const columns = { width: 4, height: 1, data: Float32Array.from(inputs.up) };
    expectClose(resizeMask(rows, { width: 1, height: 6 }).data, expected.up_half, tol);
    expectClose(resizeMask(columns, { width: 6, height: 1 }).data, expected.up_half, tol);
  });

  it('samples at half-pixel centres when shrinking without antialiasing', () => {
    const mask = { width: 6, height: 1, data: Float32Array.from(inputs.down) };
    const result = resizeMask(mask, { width: 4, height: 1 }, { antialias: false });
    expectClose(result.data, expected.down_half, tol);
  });

  it('weighs a shrinking picture with a triangle as wide as two output pixels', () => {
    const mask = { width: 8, height: 1, data: new Float32Array([0, 0, 0, 0, 1, 0, 0, 0]) };
    const result = resizeMask(mask, { width: 4, height: 1 });
    expectClose(result.data, [0, 0.125, 0.375, 0], 1e-7);
  });

  it('gives back the same object at the same size', () => {
    const photo = randomPicture(5, 7, 1);
    expect(resize(photo, { width: 5, height: 7 })).toBe(photo);
  });

  it('keeps a constant picture constant', () => {
    fc.assert(
      fc.property(side, side, side, side, (width, height, newWidth, newHeight) => {
        const grey = constantPicture(width, height, [0.25, -0.5, 1.75]);
        const result = resize(grey, { width: newWidth, height: newHeight });
        expectClose(result.data, constantPicture(newWidth, newHeight, [0.25, -0.5, 1.75]).data);
      }),
    );
  });

  it('keeps a linear ramp linear away from the edges', () => {
    const ramp = { width: 40, height: 1, data: Float32Array.from({ length: 40 }, (_, i) => i) };
    const result = resizeMask(ramp, { width: 15, height: 1 });
    const scale = 40 / 15;
    for (let i = 2; i < 13; i++) {
      expect(result.data[i]).toBeCloseTo((i + 0.5) * scale - 0.5, 0.1);
    }
  });

  it('keeps the mean when shrinking by whole factors', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 2, max: 4 }), fc.nat(), (w, h, factor, seed) => {
        const photo = randomPicture(w * factor, h * factor, seed);
        const small = resize(photo, { width: w, height: h });
        expect(mean(small)).toBeCloseTo(mean(photo), 5);
      }),
    );
  });

  it('treats the three channels alike and apart', () => {
    const photo = randomPicture(9, 11, 4);
    const size = { width: 6, height: 17 };
    const result = resize(photo, size);
    for (const channel of [0, 1, 2]) {
      const plane = photo.data.filter((_, i) => i % 3 === channel);
      const alone = resizeMask({ width: 9, height: 11, data: plane }, size);
      expectClose(
        result.data.filter((_, i) => i % 3 === channel),
        alone.data,
        1e-6,
      );
    }
  });

  it('stays within the values it is given', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(), (w, h, width, height, seed) => {
        const result = resize(randomPicture(w, h, seed), { width, height });
        expect(result.data.every((v) => v >= 0 && v <= 1)).toBe(true);
      }),
    );
  });

  it('leaves its input alone', () => {
    const photo = picture(2, 1, [0, 0.5, 1, 1, 0.5, 0]);
    resize(photo, { width: 5, height: 5 });
    expect([...photo.data]).toEqual([0, 0.5, 1, 1, 0.5, 0]);
  });
});

function mean({ data }: Picture): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}

describe('resizePhoto', () => {
  /** The formula itself: one axis, one output sample. */
  function lanczos(line: readonly number[], to: number, i: number): number {
    const scale = line.length / to;
    const width = Math.max(1, scale);
    const centre = (i + 0.5) * scale - 0.5;
    let [sum, total] = [0, 0];
    for (let j = Math.ceil(centre - 3 * width); j <= centre + 3 * width; j++) {
      const x = (j - centre) / width;
      const weight = Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
      const place = ((j % (2 * line.length)) + 2 * line.length) % (2 * line.length);
      sum += weight * (line[Math.min(place, 2 * line.length - 1 - place)] ?? 0);
      total += weight;
    }
    return sum / total;
  }
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

  it('weighs by a Lanczos window of three lobes, mirrored beyond the edges', () => {
    const lengths = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(lengths, lengths, fc.nat(), (from, to, seed) => {
        const row = randomPicture(from, 1, seed);
        const result = resizePhoto(row, { width: to, height: 1 }, 'lanczos');
        const line = Array.from({ length: from }, (_, x) => row.data[3 * x + 1] as number);
        const wanted = Array.from({ length: to }, (_, i) =>
          Math.min(1, Math.max(0, from === to ? (line[i] ?? 0) : lanczos(line, to, i))),
        );
        expectClose(
          result.data.filter((_, at) => at % 3 === 1),
          wanted,
          1e-6,
        );
      }),
    );
  });

  it('keeps more of what is fine than the triangle, without leaving black and white', () => {
    const photo = randomPicture(64, 48, 5);
    const size = { width: 40, height: 30 };
    const sharp = resizePhoto(photo, size, 'lanczos');
    const soft = resizePhoto(photo, size, 'triangle');
    expect(soft).toEqual(resize(photo, size));
    expect(deviation(sharp)).toBeGreaterThan(1.3 * deviation(soft));
    const steps = { width: 12, height: 1, data: new Float32Array(36).fill(1, 18) };
    const small = resizePhoto(steps, { width: 7, height: 1 }, 'lanczos').data;
    expect(Math.min(...small)).toBe(0);
    expect(Math.max(...small)).toBe(1);
  });

  it('gives back the same object at the same size', () => {
    const photo = randomPicture(5, 7, 1);
    expect(resizePhoto(photo, { width: 5, height: 7 }, 'lanczos')).toBe(photo);
  });
});

function deviation(photo: Picture): number {
  const middle = mean(photo);
  return Math.sqrt(photo.data.reduce((sum, v) => sum + (v - middle) ** 2, 0) / photo.data.length);
}
