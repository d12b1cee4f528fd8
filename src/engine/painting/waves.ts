import { cloudNoise } from '../picture/noise.ts';
import type { Picture, Rgb, Size } from '../picture/picture.ts';
import { clip } from '../picture/picture.ts';
import { createRandom } from '../picture/random.ts';
import { rgb } from './fields.ts';

/** From the heart of a scale outwards. */
const rings = [0xe2dec8, 0x143060, 0x1e4278, 0x2c5c92, 0x70a0be, 0xb4c8cc, 0xe2dec8, 0x2c5c92].map(
  rgb,
);
const sun = rgb(0xd6965e);
const outline = rgb(0x18223e);

/** Lengths in shares of the long side. */
const rowHeight = 54 / 640;
const scaleWidth = 96 / 640;
const ringWidth = 9.5 / 640;

/** Rows of overlapping wave scales with dark outlines, as on a woodblock print. */
export function woodblockWaves({ width, height }: Size, seed: number): Picture {
  const unit = Math.max(width, height);
  const random = createRandom(seed);
  const left = 10 * random();
  const top = 10 * random();
  const warp = clouds({ width, height }, seed, 0.19);
  const paper = clouds({ width, height }, seed + 1, 0.01);
  const data = new Float32Array(width * height * 3);
  for (let at = 0, pixel = 0; at < data.length; at += 3, pixel++) {
    const x = left + ((pixel % width) + 0.5) / unit;
    const y = top + (Math.floor(pixel / width) + 0.5) / unit;
    const swell = 0.028 * Math.sin(10 * x + 4.3 * y) + 0.014 * Math.sin(28 * x + 10.7 * y + 1);
    const colour = scaleAt(x, y, swell + 0.04 * (warp[at] as number));
    const grain = 0.05 * (paper[at] as number);
    for (let c = 0; c < 3; c++) data[at + c] = clip((colour[c] as number) + grain);
  }
  return { width, height, data };
}

/** Smooth noise in [0, 1], the same for all three channels. */
function clouds(size: Size, seed: number, scale: number): Float32Array {
  const grey = { mean: [0.5, 0.5, 0.5], amplitude: 0.5, colour: 0 } as const;
  return cloudNoise(size, { seed, ...grey, scale, octaves: 1, roughness: 1 }).data;
}

function scaleAt(x: number, y: number, warp: number): Rgb {
  const row = Math.floor((y + warp) / rowHeight);
  const shift = row % 2 === 0 ? 0 : scaleWidth / 2;
  const column = Math.floor((x + shift) / scaleWidth);
  const dx = x - ((column + 0.5) * scaleWidth - shift);
  const dy = y - ((row + 1) * rowHeight - warp);
  const ring = Math.hypot(0.9 * dx, 1.15 * dy) / ringWidth;
  const index = Math.floor(ring);
  if (ring - index < 0.16) return outline;
  if (index < 2 && (row * 7 + column * 3) % 5 === 0) return sun;
  return rings[index % rings.length] as Rgb;
}
