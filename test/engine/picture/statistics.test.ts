import { describe, expect, it } from 'vitest';
import {
  clippedShare,
  colourStatistics,
  meanMagnitude,
} from '../../../src/engine/picture/statistics.ts';
import { highFrequencyShare, meanAndDeviation } from './measures.ts';
import { constantPicture, expectClose, picture, randomPicture } from './pictures.ts';

describe('statistics of a picture', () => {
  it('hold the mean and covariance of its colours', () => {
    const { mean, covariance } = colourStatistics(picture(2, 1, [0, 0.5, 1, 1, 0.5, 0]));
    expectClose(mean, [0.5, 0.5, 0.5]);
    expectClose(covariance, [0.25, 0, -0.25, 0, 0, 0, -0.25, 0, 0.25]);
  });

  it('agree with mean and deviation channel by channel', () => {
    const photo = randomPicture(16, 16, 3);
    const { mean, covariance } = colourStatistics(photo);
    const green = meanAndDeviation(photo.data.filter((_, i) => i % 3 === 1));
    expect(mean[1]).toBeCloseTo(green.mean, 10);
    expect(Math.sqrt(covariance[4])).toBeCloseTo(green.deviation, 10);
  });

  it('tell the share of clipped values', () => {
    expect(clippedShare(picture(2, 1, [0, 0.5, 1, 0.2, 1, 0.9]))).toBeCloseTo(0.5);
  });

  it('tell the mean magnitude of a detail', () => {
    expect(meanMagnitude(picture(1, 1, [-0.25, 0.5, 0]))).toBeCloseTo(0.25);
  });
});

describe('highFrequencyShare', () => {
  it('is 0 for flat and empty details', () => {
    expect(highFrequencyShare(constantPicture(8, 8, [0.1, 0.2, 0.3]))).toBeCloseTo(0);
    expect(highFrequencyShare(constantPicture(8, 8, [0, 0, 0]))).toBe(0);
  });

  it('is 4 for a checkerboard, apart from its edges', () => {
    const board = Array.from(
      { length: 100 * 100 },
      (_, i) => ((i + Math.floor(i / 100)) % 2) * 2 - 1,
    );
    const share = highFrequencyShare(
      picture(
        100,
        100,
        board.flatMap((v) => [v, v, v]),
      ),
    );
    expect(share).toBeGreaterThan(3.9);
    expect(share).toBeLessThanOrEqual(4);
  });

  it('is 1.25 for white noise without a mean', () => {
    const noise = randomPicture(64, 64, 5);
    const centred = picture(
      64,
      64,
      noise.data.map((v) => v - 0.5),
    );
    expect(highFrequencyShare(centred)).toBeCloseTo(1.25, 1);
  });
});
