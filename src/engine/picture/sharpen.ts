import { blur } from './blur.ts';
import type { Picture } from './picture.ts';
import { clip, mapValues } from './pixels.ts';

export interface SharpenOptions {
  /** Standard deviation in pixels of the blur that tells what is sharp: the size of the halo. */
  readonly sigma: number;
  /** How much of the difference to the blurred picture is added; 0 keeps the picture. */
  readonly amount: number;
}

/** Unsharp mask: v + amount · (v − blurred v), clipped to [0, 1]. */
export function sharpen(picture: Picture, { sigma, amount }: SharpenOptions): Picture {
  if (amount === 0 || sigma <= 0) return picture;
  const soft = blur(picture, sigma).data;
  return mapValues(picture, (v, at) => clip(v + amount * (v - (soft[at] as number))));
}
