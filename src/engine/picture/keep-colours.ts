import { luma } from './colour.ts';
import type { Picture } from './picture.ts';
import { clip } from './pixels.ts';
import { resize } from './resize.ts';

/**
 * The luma of `picture` with the chroma of `source` (BT.601 Y'CbCr), as style transfer with
 * "original colours" does; clipped to [0, 1]. A source of another size is stretched to the picture.
 */
export function keepColours(picture: Picture, source: Picture): Picture {
  const { width, height, data: lights } = picture;
  const { data: colours } = resize(source, picture);
  const data = new Float32Array(lights.length);
  for (let at = 0; at < data.length; at += 3) {
    const shift = lumaAt(lights, at) - lumaAt(colours, at);
    // In Y'CbCr, the same chroma means the same differences between the channels.
    for (let i = at; i < at + 3; i++) data[i] = clip((colours[i] as number) + shift);
  }
  return { width, height, data };
}

function lumaAt(data: Float32Array, at: number): number {
  return luma(data[at] as number, data[at + 1] as number, data[at + 2] as number);
}
