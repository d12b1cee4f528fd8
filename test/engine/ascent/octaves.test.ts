import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MergeOptions, mergeOctaves } from '../../../src/engine/ascent/merge.ts';
import {
  type OctaveOptions,
  octaveSizes,
  splitOctaves,
} from '../../../src/engine/ascent/octaves.ts';
import { luma } from '../../../src/engine/picture/colour.ts';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { mapValues } from '../../../src/engine/picture/picture.ts';
import { meanMagnitude } from '../../../src/engine/picture/statistics.ts';
import { highFrequencyShare } from '../picture/measures.ts';
import {
  constantPicture,
  expectClose,
  picture,
  randomPicture,
  vector,
} from '../picture/pictures.ts';
import { expectOk, octavesOf } from './run-ascent.ts';

type Sizes = readonly (readonly [number, number])[];
const known = vector<{ h: number; w: number }, Record<string, Sizes>>('octaves-512x384').expected;

function heightsAndWidths(options: Partial<OctaveOptions>): Sizes {
  const all: OctaveOptions = { count: 4, ratio: 1.4, smallestSide: 1, law: 'round', ...options };
  return octaveSizes({ width: 512, height: 384 }, all).map(({ width, height }) => [height, width]);
}

describe('octave sizes are those of the known engines', () => {
  test('Google 2015 rounds again and again', () => {
    expect(heightsAndWidths({ law: 'google' })).toEqual(known.google_caffe);
  });

  test('Keras truncates', () => {
    expect(heightsAndWidths({ law: 'truncate', count: 3 })).toEqual(known.keras_io);
  });

  test('the TensorFlow tutorial truncates; its sizes up to the picture are ours', () => {
    const upToPicture = known.tf_tutorial?.slice(0, 3);
    expect(heightsAndWidths({ law: 'truncate', count: 3, ratio: 1.3 })).toEqual(upToPicture);
  });

  test('pytorch-deepdream and crowsonkb round powers of the ratio', () => {
    expect(heightsAndWidths({ ratio: 1.8 })).toEqual(known.pytorch_deepdream);
    expect(heightsAndWidths({ ratio: Math.SQRT2, count: 5 })).toEqual(
      known.crowsonkb_style_transfer_pytorch,
    );
  });

  test('octaves below the smallest side are left out, the picture itself never', () => {
    expect(heightsAndWidths({ count: 9, smallestSide: 150 })).toEqual([
      [196, 261],
      [274, 366],
      [384, 512],
    ]);
    expect(heightsAndWidths({ smallestSide: 9999 })).toEqual([[384, 512]]);
  });

  test('a pyramid of nonsense is refused in words', () => {
    const photo = constantPicture(4, 4, [0, 0, 0]);
    const base: OctaveOptions = { count: 3, ratio: 1.4, smallestSide: 1, law: 'round' };
    expect(splitOctaves(photo, { ...base, count: 0 })).toMatchObject({
      ok: false,
      problem: { code: 'octave-count' },
    });
    for (const ratio of [1, 0.5, Number.NaN]) {
      expect(splitOctaves(photo, { ...base, ratio })).toMatchObject({
        ok: false,
        problem: { code: 'octave-ratio' },
      });
    }
  });
});

describe('merging', () => {
  test('gives the photo back bit for bit where nothing was dreamt', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 1.01, max: 3, noNaN: true }),
        (width, height, count, ratio) => {
          const photo = randomPicture(width, height, width * 41 + height);
          const octaves = expectOk(
            splitOctaves(photo, { count, ratio, smallestSide: 1, law: 'round' }),
          );
          const silent = octaves.sizes.map((size) =>
            constantPicture(size.width, size.height, [0, 0, 0]),
          );
          expect(mergeOctaves(octaves, { strength: 1 }).data).toEqual(photo.data);
          const merged = mergeOctaves({ ...octaves, details: silent }, { strength: 2 });
          expect(merged.data).toEqual(photo.data);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the impulse of the vectors survives its three octaves', () => {
    const { inputs, expected } = vector<{ x: number[] }, { google_result: number[] }>(
      'zero-step-invariance',
    );
    const photo = picture(
      12,
      1,
      inputs.x.flatMap((value) => [value, value, value]),
    );
    const octaves = expectOk(
      splitOctaves(photo, { count: 3, ratio: 1.4, smallestSide: 1, law: 'truncate' }),
    );
    const merged = mergeOctaves(octaves, { strength: 1 });
    expect([...merged.data].filter((_, at) => at % 3 === 0)).toEqual(expected.google_result);
  });

  test('adds strength times detail, each octave by its weight, and stays in [0, 1]', () => {
    const octaves = {
      ...octavesOf(constantPicture(20, 20, [0.5, 0.5, 0.5]), 2),
      details: [constantPicture(14, 14, [0.1, 0.1, 0.1]), constantPicture(20, 20, [0.05, 0, -0.2])],
    };
    const firstPixel = (strength: number, weights?: readonly number[]): number[] => {
      const merged = mergeOctaves(octaves, { strength, ...(weights ? { weights } : {}) });
      return [...merged.data.slice(0, 3)].map((value) => Math.round(value * 1000) / 1000);
    };
    expect(octaves.sizes).toHaveLength(2);
    expect(firstPixel(1)).toEqual([0.65, 0.6, 0.4]);
    expect(firstPixel(2)).toEqual([0.8, 0.7, 0.3]);
    expect(firstPixel(1, [0.5])).toEqual([0.6, 0.55, 0.35]);
    expect(firstPixel(1, [0, 1])).toEqual([0.55, 0.5, 0.3]);
    expect(firstPixel(10)).toEqual([1, 1, 0]);
  });

  describe('the look of the dream alone', () => {
    const dreamt = {
      ...octavesOf(randomPicture(24, 20, 1), 2),
      details: [
        constantPicture(17, 14, [0.01, -0.02, 0.03]),
        mapValues(randomPicture(24, 20, 2), (value) => 0.2 * (value - 0.5)),
      ],
    };
    const change = (options: Partial<MergeOptions>) =>
      difference(dreamt.photo, mergeOctaves(dreamt, { strength: 1, ...options }));
    const difference = (before: Picture, after: Picture): Picture =>
      mapValues(after, (value, at) => value - (before.data[at] as number));
    // Values that were not cut off at black or white, which no grading moves by as much.
    const inside = dreamt.photo.data.map((value) => (value > 0.35 && value < 0.65 ? 1 : 0));
    const lumas = ({ data }: Picture) =>
      Array.from({ length: data.length / 3 }, (_, i) =>
        luma(...([0, 1, 2].map((c) => data[3 * i + c]) as [number, number, number])),
      );
    const isInside = (i: number) => [0, 1, 2].every((c) => inside[3 * i + c] === 1);

    test('is to the bit as it was at 1', () => {
      const plain = mergeOctaves(dreamt, { strength: 0.7 });
      const ones = { saturation: 1, contrast: 1, grain: 1 };
      expect(mergeOctaves(dreamt, { strength: 0.7, ...ones })).toEqual(plain);
    });

    test('colour changes how far colours move and not how light they are; contrast the reverse', () => {
      const [plain, colour, contrast] = [{}, { saturation: 2 }, { contrast: 0.5 }].map(change) as [
        Picture,
        Picture,
        Picture,
      ];
      const [before, glowing, soft] = [plain, colour, contrast].map(lumas) as [
        number[],
        number[],
        number[],
      ];
      let seen = 0;
      for (const [i, grey] of before.entries()) {
        if (!isInside(i)) continue;
        seen++;
        expect(glowing[i]).toBeCloseTo(grey, 5);
        expect(soft[i]).toBeCloseTo(0.5 * grey, 5);
        for (const c of [0, 1, 2]) {
          const chroma = (plain.data[3 * i + c] as number) - grey;
          expect((colour.data[3 * i + c] as number) - grey).toBeCloseTo(2 * chroma, 5);
          expect((contrast.data[3 * i + c] as number) - 0.5 * grey).toBeCloseTo(chroma, 5);
        }
      }
      expect(seen).toBeGreaterThan(5);
    });

    test('grain off takes what is finest and leaves broad forms; above 1 it adds to it', () => {
      const [plain, off, more] = [{}, { grain: 0 }, { grain: 1.5 }].map(change) as [
        Picture,
        Picture,
        Picture,
      ];
      expect(highFrequencyShare(off)).toBeLessThan(0.3 * highFrequencyShare(plain));
      expect(meanMagnitude(more)).toBeGreaterThan(meanMagnitude(plain));
      const grey = octavesOf(constantPicture(24, 20, [0.5, 0.5, 0.5]));
      const broad = { ...grey, details: [constantPicture(24, 20, [0.1, 0.2, -0.1])] };
      expectClose(
        mergeOctaves(broad, { strength: 1, grain: 0 }).data,
        mergeOctaves(broad, { strength: 1 }).data,
        1e-6,
      );
    });

    test('leaves the photo alone where nothing was dreamt', () => {
      const silent = { ...dreamt, details: [] };
      expect(mergeOctaves(silent, { strength: 1, saturation: 3, contrast: 2, grain: 0 })).toBe(
        silent.photo,
      );
    });
  });
});
