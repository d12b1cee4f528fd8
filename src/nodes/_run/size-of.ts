import type { Size } from '../../engine/index.ts';

/** @param aspect width to height, such as '4:3'. */
export function sizeOf(longSide: number, aspect: string): Size {
  const [across = 1, down = 1] = aspect.split(':').map(Number);
  const unit = longSide / Math.max(across, down);
  return { width: Math.round(across * unit), height: Math.round(down * unit) };
}
