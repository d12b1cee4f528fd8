import type { Picture, Rgb, Size } from '../picture/picture.ts';
import { clip } from '../picture/picture.ts';
import { rgb, smoothFields } from './fields.ts';

const inks = [
  0x7a1f2b, 0xf1e3c4, 0xc8443a, 0x183a4a, 0xe9a23b, 0x2f7f86, 0xf6efe0, 0x8c2f4f, 0x1c2433,
].map(rgb);

const bands = 34;
/** How far the comb and the swirls drag the ink, in shares of the long side. */
const drag = 0.16;
const swirl = 0.1;

/** Bands of ink, combed up and down and swirled, as on the end papers of old books. */
export function marbledPaper({ width, height }: Size, seed: number): Picture {
  const unit = Math.max(width, height);
  const size = { width, height };
  const [sideways, downwards, thickness] = smoothFields(size, seed, 0.22, 2);
  const [grain] = smoothFields(size, seed + 1, 0.008);
  const data = new Float32Array(width * height * 3);
  for (let at = 0, pixel = 0; at < data.length; at += 3, pixel++) {
    const column = pixel % width;
    const row = Math.floor(pixel / width);
    const x = column / unit + swirl * (sideways(column, row) - 0.5) * 2;
    const y = row / unit + swirl * (downwards(column, row) - 0.5) * 2;
    const combed = y + drag * Math.abs(((x * 7) % 1) - 0.5) * Math.sin(3 * x + 9 * y);
    const ink = inkAt(bands * combed + 3 * thickness(column, row));
    const paper = 0.06 * (grain(column, row) - 0.5);
    for (let c = 0; c < 3; c++) data[at + c] = clip((ink[c] as number) + paper);
  }
  return { width, height, data };
}

/** One ink to a band; each is darker where it meets the next. */
function inkAt(level: number): Rgb {
  const band = Math.floor(level);
  const within = level - band;
  const colour = inks[((band % inks.length) + inks.length) % inks.length] as Rgb;
  const edge = Math.min(within, 1 - within);
  const shade = edge < 0.1 ? 0.72 : 0.94 + 0.12 * within;
  return [colour[0] * shade, colour[1] * shade, colour[2] * shade];
}
