import type { Picture, Size } from '../picture/picture.ts';
import { clip } from '../picture/picture.ts';
import { rgb, smoothFields } from './fields.ts';

const paper = rgb(0xf0e6d2);
const ink = rgb(0x1e2230);
const wash = rgb(0xb8683c);

/** Lines along the long side where the land is flat. */
const lines = 52;

/** Lines that swell and thin over hills of light and shade, with a second set across the shadows. */
export function engraving({ width, height }: Size, seed: number): Picture {
  const unit = Math.max(width, height);
  const size = { width, height };
  const [hills, shade] = smoothFields(size, seed, 0.34, 3);
  const [wear] = smoothFields(size, seed + 1, 0.012);
  const data = new Float32Array(width * height * 3);
  for (let at = 0, pixel = 0; at < data.length; at += 3, pixel++) {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    const height3 = hills(x, y);
    const dark = 0.1 + 1.15 * Math.max(0, shade(x, y) - 0.22);
    const along = lines * (y / unit + 0.42 * height3);
    const across = lines * (x / unit + 0.3 * (1 - height3));
    const worn = 0.12 * (wear(x, y) - 0.5);
    const line = cover(along, dark + worn, unit);
    const second = dark > 0.42 ? cover(across, dark - 0.32 + worn, unit) : 0;
    const amount = Math.max(line, second);
    const tint = clip((dark - 0.45) * 1.5);
    for (let c = 0; c < 3; c++) {
      const ground = (paper[c] as number) * (1 - tint) + (wash[c] as number) * tint;
      data[at + c] = clip(ground * (1 - amount) + (ink[c] as number) * amount + 0.25 * worn);
    }
  }
  return { width, height, data };
}

/** How much ink lies where a line of this width runs at each whole number, softened by a pixel. */
function cover(phase: number, width: number, unit: number): number {
  const distance = Math.abs(phase - Math.round(phase)) * 2;
  return clip((width - distance) / (3 * (lines / unit)) + 0.5);
}
