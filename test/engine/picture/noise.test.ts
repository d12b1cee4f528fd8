import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloudNoise, whiteNoise } from '../../../src/engine/picture/noise.ts';
import { resize } from '../../../src/engine/picture/resize.ts';
import { colourStatistics } from '../../../src/engine/picture/statistics.ts';
import { highFrequencyShare } from './measures.ts';
import { expectClose } from './pictures.ts';

const size = { width: 96, height: 64 };
const noise = { seed: 7, mean: [0.42, 0.46, 0.5], amplitude: 0.03 } as const;
const clouds = { ...noise, scale: 0.3, octaves: 4, roughness: 0.5 } as const;

describe.each([
  ['whiteNoise', (seed: number, colour = 1) => whiteNoise(size, { ...noise, seed, colour })],
  ['cloudNoise', (seed: number, colour = 1) => cloudNoise(size, { ...clouds, seed, colour })],
] as const)('%s', (_name, make) => {
  it('repeats for a seed and differs between seeds', () => {
    expect(make(3)).toEqual(make(3));
    expect(make(3)).not.toEqual(make(4));
  });

  it('has the size, the mean colour and no more than the amplitude', () => {
    const result = make(7);
    expect(result).toMatchObject(size);
    expectClose(colourStatistics(result).mean, noise.mean, 0.01);
    result.data.forEach((v, i) => {
      expect(Math.abs(v - (noise.mean[i % 3] ?? 0))).toBeLessThanOrEqual(0.03 + 1e-6);
    });
  });

  it('varies the channels together without colour, and each on its own with it', () => {
    const correlation = (colour: number) => {
      const { covariance: c } = colourStatistics(make(7, colour));
      return c[1] / Math.sqrt(c[0] * c[4]);
    };
    expect(correlation(0)).toBeCloseTo(1, 4);
    expect(Math.abs(correlation(1))).toBeLessThan(0.3);
  });
});

describe('whiteNoise', () => {
  it('is uniform and clipped to [0, 1]', () => {
    const { covariance } = colourStatistics(
      whiteNoise({ width: 200, height: 200 }, { ...noise, amplitude: 0.3 }),
    );
    expect(Math.sqrt(covariance[0])).toBeCloseTo(0.3 / Math.sqrt(3), 2);
    const loud = whiteNoise(size, { ...noise, amplitude: 5 });
    expect(loud.data.every((v) => v >= 0 && v <= 1)).toBe(true);
  });
});

describe('cloudNoise', () => {
  const centred = (options: Parameters<typeof cloudNoise>[1]) => {
    const picture = cloudNoise({ width: 128, height: 128 }, { ...options, amplitude: 0.4 });
    return {
      ...picture,
      data: picture.data.map((v, i) => v - (options.mean[i % 3] ?? 0)),
    };
  };

  it('is smooth, and rougher with more octaves', () => {
    const smooth = highFrequencyShare(centred({ ...clouds, octaves: 1 }));
    const rough = highFrequencyShare(centred({ ...clouds, octaves: 6, roughness: 0.9 }));
    expect(smooth).toBeLessThan(0.001);
    expect(rough).toBeGreaterThan(10 * smooth);
  });

  it('leaves the large clouds where they are when octaves are added', () => {
    const one = centred({ ...clouds, octaves: 1 });
    const faint = centred({ ...clouds, octaves: 5, roughness: 0.001 });
    expectClose(faint.data, one.data, 0.002);
  });

  it('has the same clouds at every size', () => {
    const small = cloudNoise({ width: 60, height: 40 }, clouds);
    const large = cloudNoise({ width: 240, height: 160 }, clouds);
    expectClose(resize(large, small).data, small.data, 0.003);
  });

  it('works at any size and scale', () => {
    const side = fc.integer({ min: 1, max: 12 });
    const scale = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        side,
        side,
        scale,
        fc.integer({ min: 1, max: 8 }),
        (width, height, s, octaves) => {
          const { data } = cloudNoise({ width, height }, { ...clouds, scale: s, octaves });
          expect(data.length).toBe(width * height * 3);
          expect(data.every((v) => v >= 0 && v <= 1)).toBe(true);
        },
      ),
    );
  });
});
