import type { Picture, Size } from '../picture.ts';
import { brushStrokes } from './brush-strokes.ts';
import { stainedGlass } from './stained-glass.ts';
import { woodblockWaves } from './waves.ts';

export type PaintingKind = 'brush-strokes' | 'stained-glass' | 'waves';

/**
 * A painting of our own making, to serve as style or guide. The composition depends on the seed and
 * the proportions alone; at another size it is the same painting, up to what single strokes do.
 */
export function paintPicture(kind: PaintingKind, size: Size, seed: number): Picture {
  switch (kind) {
    case 'brush-strokes':
      return brushStrokes(size, seed);
    case 'stained-glass':
      return stainedGlass(size, seed);
    case 'waves':
      return woodblockWaves(size, seed);
  }
}
