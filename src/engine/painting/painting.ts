import type { Picture, Size } from '../picture/picture.ts';
import { brushStrokes } from './brush-strokes.ts';
import { colourCircles } from './colour-circles.ts';
import { dottedField } from './dotted-field.ts';
import { engraving } from './engraving.ts';
import { marbledPaper } from './marbled-paper.ts';
import { stainedGlass } from './stained-glass.ts';
import { woodblockWaves } from './waves.ts';

const painters = {
  'brush-strokes': brushStrokes,
  'stained-glass': stainedGlass,
  waves: woodblockWaves,
  marbled: marbledPaper,
  dots: dottedField,
  circles: colourCircles,
  engraving,
} as const satisfies Record<string, (size: Size, seed: number) => Picture>;

export type PaintingKind = keyof typeof painters;

/**
 * A painting of our own making, to serve as style or guide. The composition depends on the seed and
 * the proportions alone; at another size it is the same painting, up to what single strokes do.
 */
export function paintPicture(kind: PaintingKind, size: Size, seed: number): Picture {
  return painters[kind](size, seed);
}
