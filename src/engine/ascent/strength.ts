import { meanMagnitude } from '../picture/statistics.ts';
import type { Octaves } from './octaves.ts';
import { totalDetail } from './octaves.ts';

/** How strong a dream is, for people. */
export type Strength = 'none' | 'faint' | 'gentle' | 'classic' | 'strong' | 'over-cooked';

/** Upper ends, found by looking at many dreams: gentle .02, fine texture .034, classic .066. */
const scale: readonly (readonly [number, Strength])[] = [
  [0, 'none'],
  [0.01, 'faint'],
  [0.045, 'gentle'],
  [0.08, 'classic'],
  [0.12, 'strong'],
];

export interface StrengthReading {
  /** mean|detail|, the mean change of a colour value. */
  readonly meanDetail: number;
  readonly strength: Strength;
}

/**
 * The meter for strength: the mean size of what dreaming has added.
 * @param shown strength at which the detail is merged.
 */
export function measureStrength(octaves: Octaves, shown = 1): StrengthReading {
  const total = totalDetail(octaves);
  const meanDetail = total ? Math.abs(shown) * meanMagnitude(total) : 0;
  const found = scale.find(([end]) => meanDetail <= end);
  return { meanDetail, strength: found?.[1] ?? 'over-cooked' };
}
