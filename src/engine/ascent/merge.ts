import { blur } from '../picture/blur-sharpen.ts';
import { luma } from '../picture/colour.ts';
import type { Picture } from '../picture/picture.ts';
import { clip, mapPixels, mapValues } from '../picture/picture.ts';
import type { Octaves } from './octaves.ts';
import { totalDetail } from './octaves.ts';

export interface MergeOptions {
  /** How much of the dream to show: 0 the photo, 1 as dreamt, more than 1 exaggerates. */
  readonly strength: number;
  /** Strength of each octave's own detail, smallest first; 1 for those not given. */
  readonly weights?: readonly number[];
  /** How much of the change of colours to show, by its difference from luma; 1 when absent. */
  readonly saturation?: number;
  /** How much of the change of luma; 1 when absent. */
  readonly contrast?: number;
  /** How much of the change that is finer than a blur of 0.8 px; 1 when absent. */
  readonly grain?: number;
}

/**
 * photo + strength · Σ weight · detail, clipped to [0, 1]. Where nothing was added the photo's
 * values come out bit for bit.
 */
export function mergeOctaves(octaves: Octaves, options: MergeOptions): Picture {
  return mergeDetail(octaves.photo, totalDetail(octaves, options.weights), options);
}

/** The same with the detail of all octaves added up before, which takes longest. */
export function mergeDetail(
  photo: Picture,
  dreamed: Picture | null,
  { strength, saturation = 1, contrast = 1, grain = 1 }: MergeOptions,
): Picture {
  if (!dreamed) return photo;
  const total = gradeColour(gradeGrain(dreamed, grain), saturation, contrast).data;
  const data = new Float32Array(photo.data.length);
  for (let at = 0; at < data.length; at++) {
    const value = photo.data[at] as number;
    const added = strength * (total[at] as number);
    data[at] = added === 0 ? value : clip(value + added);
  }
  return { width: photo.width, height: photo.height, data };
}

/** In pixels: of waves of 2, 4 and 8 px a blur of this width leaves 4, 45 and 82 %. */
const grainSigma = 0.8;

function gradeGrain(detail: Picture, grain: number): Picture {
  if (grain === 1) return detail;
  const calm = blur(detail, grainSigma).data;
  return mapValues(detail, (value, at) => {
    const low = calm[at] as number;
    return low + grain * (value - low);
  });
}

function gradeColour(detail: Picture, saturation: number, contrast: number): Picture {
  if (saturation === 1 && contrast === 1) return detail;
  return mapPixels(detail, (r, g, b, out, at) => {
    const grey = luma(r, g, b);
    const base = (contrast - saturation) * grey;
    out[at] = base + saturation * r;
    out[at + 1] = base + saturation * g;
    out[at + 2] = base + saturation * b;
  });
}
