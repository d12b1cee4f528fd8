import type { Picture, Rgb, Size } from '../picture/picture.ts';
import { clip } from '../picture/picture.ts';
import { createRandom, type Random } from '../picture/random.ts';
import { pick, rgb, smoothFields } from './fields.ts';

const paints = [
  0xd8442e, 0xf0a830, 0xf4d84a, 0x2f6fa8, 0x1e3f78, 0x3f9a8a, 0x8cc0b0, 0x7a3f8c, 0xe8dcc4,
  0xd86a8a, 0x2a2a36, 0x6a9a3a,
].map(rgb);

/** Squares along the long side. */
const squares = 5;
const rings = 5;

/** Squares of paint with wavering rings of other colours, wet into wet. */
export function colourCircles({ width, height }: Size, seed: number): Picture {
  const random = createRandom(seed);
  const side = Math.max(width, height) / squares;
  const columns = Math.ceil(width / side);
  const plan = Array.from({ length: columns * Math.ceil(height / side) }, () => mix(random));
  const size = { width, height };
  const [waver, hand, wash] = smoothFields(size, seed, 0.09, 2);
  const [grain] = smoothFields(size, seed + 1, 0.006, 2);
  const data = new Float32Array(width * height * 3);
  for (let at = 0, pixel = 0; at < data.length; at += 3, pixel++) {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    const bentX = x + 0.1 * side * (hand(x, y) - 0.5);
    const bentY = y + 0.1 * side * (wash(x, y) - 0.5);
    const column = Math.min(columns - 1, Math.max(0, Math.floor(bentX / side)));
    const row = Math.max(0, Math.floor(bentY / side));
    const colours = plan[Math.min(plan.length - 1, row * columns + column)] as readonly Rgb[];
    const dx = bentX / side - column - 0.5;
    const dy = bentY / side - row - 0.5;
    const distance = Math.hypot(dx, dy) * 2 + 0.22 * (waver(x, y) - 0.5);
    const level = Math.min(rings, Math.max(0, distance * rings * 0.96));
    const colour = colours[Math.floor(level)] as Rgb;
    const rim = level % 1 < 0.09 && level < rings ? -0.12 : 0;
    const light = rim + 0.16 * (wash(x, y) - 0.5) + 0.16 * (grain(x, y) - 0.5);
    for (let c = 0; c < 3; c++) data[at + c] = clip((colour[c] as number) + light);
  }
  return { width, height, data };
}

/** Ring by ring from the middle, then the square: no colour beside itself. */
function mix(random: Random): readonly Rgb[] {
  const colours: Rgb[] = [];
  while (colours.length <= rings) {
    const next = pick(paints, random);
    if (next !== colours.at(-1)) colours.push(next);
  }
  return colours;
}
