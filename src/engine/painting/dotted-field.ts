import type { Picture, Rgb, Size } from '../picture/picture.ts';
import { clip } from '../picture/picture.ts';
import { createRandom, type Random } from '../picture/random.ts';
import { pick, rgb, smoothFields } from './fields.ts';

const sky = [0x8fb8d8, 0xb9d0dc, 0xf2d9b8, 0x7a9cc6, 0xe8c6c0].map(rgb);
const hills = [0x4a6a8a, 0x6a5a94, 0x3f7f7a, 0x8a78b0, 0x35507a].map(rgb);
const meadow = [0x6c9a3a, 0xa6b83c, 0xd8c84a, 0x3f7a3e, 0xe0a63c].map(rgb);
const flowers = [0xd8342c, 0xf07a3c, 0xf4e06a, 0xe8e4f0, 0xc83a78].map(rgb);
const ground = rgb(0xd9cfb4);

/** Radius of a dot in shares of the long side, and how densely they lie. */
const radius = 0.0062;
const cover = 3.2;

/** A field of flowers under hills, in dots of pure colour. */
export function dottedField({ width, height }: Size, seed: number): Picture {
  const random = createRandom(seed);
  const unit = Math.max(width, height);
  const [horizon, patches, glow] = smoothFields({ width, height }, seed, 0.3, 2);
  const data = new Float32Array(width * height * 3);
  for (let at = 0; at < data.length; at++) data[at] = ground[at % 3] as number;
  const canvas = { width, height, data };
  const count = Math.round((cover * width * height) / (Math.PI * (radius * unit) ** 2));
  for (let n = 0; n < count; n++) {
    const x = random() * width;
    const y = random() * height;
    const depth = y / height + 0.18 * (horizon(x, 0) - 0.5);
    const colour = colourAt(depth, patches(x, y), random);
    const light = 0.12 * (glow(x, y) - 0.5) + 0.08 * (random() - 0.5);
    paintDot(canvas, x, y, radius * unit * (0.6 + 0.6 * random()), colour, light);
  }
  return canvas;
}

/** @param depth 0 at the top of the sky, 1 at the foot of the picture. */
function colourAt(depth: number, patch: number, random: Random): Rgb {
  // One dot in six comes from elsewhere: neighbours that mix in the eye.
  const from = random() < 0.16 ? depth + (random() - 0.5) * 0.5 : depth;
  if (from < 0.36) return pick(sky, random);
  if (from < 0.5) return pick(hills, random);
  const blooming = patch > 0.52 ? 0.75 : 0.12;
  return pick(random() < blooming * Math.min(1, (from - 0.4) * 2.5) ? flowers : meadow, random);
}

function paintDot(
  { width, height, data }: Picture,
  x: number,
  y: number,
  reach: number,
  colour: Rgb,
  light: number,
): void {
  for (let row = Math.ceil(y - reach); row <= y + reach; row++) {
    if (row < 0 || row >= height) continue;
    const half = Math.sqrt(reach * reach - (row - y) ** 2);
    for (let column = Math.ceil(x - half); column <= x + half; column++) {
      if (column < 0 || column >= width) continue;
      const at = (row * width + column) * 3;
      // Thicker paint catches light at the upper left.
      const relief = 0.06 * ((x - column + y - row) / (2 * reach));
      for (let c = 0; c < 3; c++) data[at + c] = clip((colour[c] as number) + light + relief);
    }
  }
}
