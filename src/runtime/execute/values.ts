import {
  luminanceMask,
  type Mask,
  maskToPicture,
  type Picture,
} from '../../engine/picture/index.ts';
import { maxSeed } from '../../graph/params/seed.ts';
import type { SourceConversion } from '../compile/plan.ts';

/** A picture or a mask as a picture; undefined for values of other kinds. */
export function asPicture(value: unknown): Picture | undefined {
  if (!isRaster(value)) return undefined;
  const pixels = value.width * value.height;
  if (value.data.length === pixels * 3) return value;
  return value.data.length === pixels ? maskToPicture(value) : undefined;
}

/** Carries out a conversion that the plan asks for. */
export function convert(value: unknown, as: SourceConversion | undefined): unknown {
  switch (as) {
    case undefined:
      return value;
    case 'mask':
      return luminanceMask(value as Picture);
    case 'seed':
      return seedFrom(value as number);
  }
}

/** Rounds, and comes back to 0 after the largest seed, so that every number gives one. */
function seedFrom(number: number): number {
  const count = maxSeed + 1;
  const rounded = Math.round(number) % count;
  return rounded < 0 ? rounded + count : rounded + 0;
}

function isRaster(value: unknown): value is Mask {
  if (typeof value !== 'object' || value === null) return false;
  return 'data' in value && value.data instanceof Float32Array && 'width' in value;
}
