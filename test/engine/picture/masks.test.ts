import { describe, expect, it } from 'vitest';
import {
  channelMask,
  invertMask,
  linearGradientMask,
  luminanceMask,
  maskToPicture,
  radialGradientMask,
} from '../../../src/engine/picture/masks.ts';
import { expectClose, picture, randomMask, randomPicture } from './pictures.ts';

describe('masks from pictures', () => {
  const greys = picture(
    5,
    1,
    [0, 0.2, 0.4, 0.6, 1].flatMap((v) => [v, v, v]),
  );

  it('are the luma, by default', () => {
    expectClose(luminanceMask(greys).data, [0, 0.2, 0.4, 0.6, 1]);
    expectClose(luminanceMask(picture(1, 1, [0.2, 0.6, 0.4])).data, [0.4576]);
  });

  it('rise from low to high, or fall', () => {
    const range = { low: 0.2, high: 0.6 };
    expectClose(luminanceMask(greys, range).data, [0, 0, 0.5, 1, 1]);
    expectClose(luminanceMask(greys, { ...range, invert: true }).data, [1, 1, 0.5, 0, 0]);
  });

  it('cut hard where high is not above low', () => {
    expectClose(luminanceMask(greys, { low: 0.5, high: 0.5 }).data, [0, 0, 0, 1, 1]);
    expectClose(luminanceMask(greys, { low: 0.5, high: 0.1 }).data, [0, 0, 0, 1, 1]);
  });

  it('take one channel', () => {
    const photo = randomPicture(4, 3, 1);
    for (const [i, channel] of (['red', 'green', 'blue'] as const).entries()) {
      const wanted = photo.data.filter((_, at) => at % 3 === i);
      expect(channelMask(photo, channel)).toEqual({ width: 4, height: 3, data: wanted });
    }
  });

  it('become grey pictures, whose luma is the mask again', () => {
    const mask = randomMask(5, 4, 2);
    expectClose(luminanceMask(maskToPicture(mask)).data, mask.data);
  });
});

describe('linear gradients', () => {
  it('rise from one point to the other, and stay beyond', () => {
    const gradient = { from: { x: 0.25, y: 0.5 }, to: { x: 0.75, y: 0.5 } };
    const { data } = linearGradientMask({ width: 8, height: 1 }, gradient);
    expectClose(data, [0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1]);
  });

  it('run at right angles to their line as it is seen, not in shares', () => {
    const corners = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
    const { data } = linearGradientMask({ width: 40, height: 10 }, corners);
    // From the top left corner, 17 pixels along the long side or the same across the line.
    const along = (x: number, y: number) => (x * 40 + y * 10) / (40 * 40 + 10 * 10);
    expect(data[5 * 40 + 30]).toBeCloseTo(along(30.5, 5.5), 6);
  });

  it('are full where both points are one', () => {
    const point = { x: 0.5, y: 0.5 };
    expectClose(
      linearGradientMask({ width: 2, height: 1 }, { from: point, to: point }).data,
      [1, 1],
    );
  });
});

describe('radial gradients', () => {
  it('are round on pictures that are not square', () => {
    const spot = { centre: { x: 0.5, y: 0.5 }, inner: 0.1, outer: 0.3 };
    const { data } = radialGradientMask({ width: 101, height: 61 }, spot);
    const at = (dx: number, dy: number) => data[(30 + dy) * 101 + 50 + dx] ?? -1;
    expect(at(0, 0)).toBe(1);
    expect(at(10, 0)).toBe(1);
    expect(at(20, 0)).toBeCloseTo((30.3 - 20) / 20.2, 5);
    expect(at(0, 20)).toBeCloseTo(at(20, 0), 6);
    expect(at(12, 16)).toBeCloseTo(at(20, 0), 6);
    expect(at(31, 0)).toBe(0);
  });

  it('have a hard border where outer is not beyond inner', () => {
    const spot = { centre: { x: 0, y: 0.5 }, inner: 0.5, outer: 0.2 };
    expectClose(radialGradientMask({ width: 4, height: 1 }, spot).data, [1, 1, 0, 0]);
  });
});

describe('mask operations', () => {
  it('invert, twice to the same', () => {
    const mask = randomMask(5, 4, 3);
    expect(invertMask(mask).data[7]).toBeCloseTo(1 - (mask.data[7] ?? 0), 7);
    expectClose(invertMask(invertMask(mask)).data, mask.data, 1e-7);
  });
});
