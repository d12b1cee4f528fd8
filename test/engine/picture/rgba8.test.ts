import { describe, expect, it } from 'vitest';
import { pictureFromRgba8, pictureToRgba8 } from '../../../src/engine/picture/rgba8.ts';
import { expectClose, picture } from './pictures.ts';

describe('RGBA bytes', () => {
  it('come back exactly when opaque', () => {
    const bytes = Uint8ClampedArray.from({ length: 256 * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : (Math.floor(i / 4) * (1 + 2 * (i % 4))) % 256,
    );
    expect(new Set(bytes).size).toBe(256);
    expect(pictureToRgba8(pictureFromRgba8(bytes, 32, 8))).toEqual(bytes);
  });

  it('show white, or the background, where they are transparent', () => {
    const bytes = new Uint8Array([255, 0, 0, 0, 255, 0, 0, 51]);
    expectClose(pictureFromRgba8(bytes, 2, 1).data, [1, 1, 1, 1, 0.8, 0.8]);
    expectClose(pictureFromRgba8(bytes, 2, 1, [0, 0.5, 1]).data, [0, 0.5, 1, 0.2, 0.4, 0.8]);
  });

  it('are clipped and rounded to the nearest', () => {
    const bytes = pictureToRgba8(picture(1, 1, [-0.5, 1.5, 99.6 / 255]));
    expect([...bytes]).toEqual([0, 255, 100, 255]);
  });

  it('must be as many as the size says', () => {
    expect(() => pictureFromRgba8(new Uint8Array(12), 2, 2)).toThrow('2 x 2');
  });
});
