import type { Picture } from '../picture/picture.ts';
import { clip } from '../picture/pixels.ts';
import { totalDetail } from './detail.ts';
import type { Octaves } from './octaves.ts';

export interface MergeOptions {
  /** How much of the dream to show: 0 the photo, 1 as dreamt, more than 1 exaggerates. */
  readonly strength: number;
  /** Strength of each octave's own detail, smallest first; 1 for those not given. */
  readonly weights?: readonly number[];
}

/**
 * photo + strength · Σ weight · detail, clipped to [0, 1]. Where nothing was added the photo's
 * values come out bit for bit.
 */
export function mergeOctaves(octaves: Octaves, { strength, weights }: MergeOptions): Picture {
  const { photo } = octaves;
  const total = totalDetail(octaves, weights);
  if (!total) return photo;
  const data = photo.data.map((value, at) => {
    const added = strength * (total.data[at] as number);
    return added === 0 ? value : clip(value + added);
  });
  return { width: photo.width, height: photo.height, data };
}
