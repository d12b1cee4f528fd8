import type { Mask, Size } from './picture.ts';
import { clip } from './picture.ts';

/** One sweep of a round brush. Independent of the picture's size. */
export interface Stroke {
  /** Pairs [x, y] in shares of the picture's width and height. One pair is a dab. */
  readonly points: readonly (readonly [number, number])[];
  /** Share of the picture's long side, above 0. */
  readonly radius: number;
  /** 0: falls off from the centre; 1: full up to the radius. */
  readonly hardness: number;
  /** Takes away instead of adding. */
  readonly erase: boolean;
}

/**
 * Paints strokes in order onto an empty mask. Within one stroke the brush does not pile up; a
 * stroke over another covers like paint, m ← m + s · (1 − m), and erasing is m ← m · (1 − s).
 */
export function strokeMask(size: Size, strokes: readonly Stroke[]): Mask {
  const { width, height } = size;
  const data = new Float32Array(width * height);
  for (const stroke of strokes) {
    // Thin strokes still show on small pictures.
    const radius = Math.max(stroke.radius * Math.max(width, height), 1);
    const points = stroke.points.map(([x, y]) => ({ x: x * width, y: y * height }));
    paint(data, squaredDistances(size, points, radius + 1), stroke, radius);
  }
  return { width, height, data };
}

function paint(
  mask: Float32Array,
  distances: Float32Array,
  { hardness, erase }: Stroke,
  radius: number,
): void {
  for (let i = 0; i < mask.length; i++) {
    const square = distances[i] as number;
    if (square === Number.POSITIVE_INFINITY) continue;
    const share = coverage(Math.sqrt(square), radius, hardness);
    const before = mask[i] as number;
    mask[i] = erase ? before * (1 - share) : before + share * (1 - before);
  }
}

/** Falls smoothly, over one pixel at least so that hard borders are not jagged. */
function coverage(distance: number, radius: number, hardness: number): number {
  const middle = (radius * (1 + hardness)) / 2;
  const width = Math.max(radius * (1 - hardness), 1);
  const t = clip((middle - distance) / width + 0.5);
  return t * t * (3 - 2 * t);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** From each pixel's centre to the nearest part of the line; infinite beyond `reach`. */
function squaredDistances(size: Size, points: readonly Place[], reach: number): Float32Array {
  const result = new Float32Array(size.width * size.height).fill(Number.POSITIVE_INFINITY);
  for (const [i, end] of points.entries()) {
    if (i === 0 && points.length > 1) continue;
    approach(result, size, points[i - 1] ?? end, end, reach);
  }
  return result;
}

/** Lowers the distances around one straight piece of the line. */
function approach(result: Float32Array, size: Size, a: Place, b: Place, reach: number): void {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const square = dx * dx + dy * dy;
  const scale = square > 0 ? 1 / square : 0;
  const left = Math.max(Math.floor(Math.min(a.x, b.x) - reach), 0);
  const right = Math.min(Math.ceil(Math.max(a.x, b.x) + reach), size.width);
  const top = Math.max(Math.floor(Math.min(a.y, b.y) - reach), 0);
  const bottom = Math.min(Math.ceil(Math.max(a.y, b.y) + reach), size.height);
  for (let y = top; y < bottom; y++) {
    const py = y + 0.5 - a.y;
    for (let x = left; x < right; x++) {
      const px = x + 0.5 - a.x;
      const along = clip((px * dx + py * dy) * scale);
      const ex = px - along * dx;
      const ey = py - along * dy;
      const distance = ex * ex + ey * ey;
      const at = y * size.width + x;
      if (distance < (result[at] as number)) result[at] = distance;
    }
  }
}
