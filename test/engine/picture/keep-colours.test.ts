import { describe, expect, it } from 'vitest';
import { keepColours } from '../../../src/engine/picture/colour-transfer.ts';
import { resize } from '../../../src/engine/picture/resize.ts';
import { expectClose, picture, randomPicture, vector } from './pictures.ts';

describe('keepColours', () => {
  it('joins luma and chroma as the worked example does', () => {
    const { inputs, expected, tol } = vector<
      { generated: number[]; content: number[] },
      { rgb: number[] }
    >('original-colors');
    const result = keepColours(picture(1, 1, inputs.generated), picture(1, 1, inputs.content));
    expectClose(result.data, expected.rgb, tol);
  });

  it('changes nothing when the source is the picture itself', () => {
    const photo = randomPicture(6, 5, 1);
    expectClose(keepColours(photo, photo).data, photo.data);
  });

  it('keeps the range and stretches a source of another size', () => {
    const [photo, source] = [randomPicture(6, 5, 1), randomPicture(2, 9, 2)];
    const result = keepColours(photo, source);
    expect(result).toEqual(keepColours(photo, resize(source, photo)));
    expect(result.data.every((v) => v >= 0 && v <= 1)).toBe(true);
  });
});
