import { cloudNoise } from '../picture/noise.ts';
import type { Picture, Rgb, Size } from '../picture/picture.ts';
import { clip } from '../picture/picture.ts';
import { createRandom, type Random } from '../picture/random.ts';
import { pick, rgb } from './fields.ts';
import { type Flow, makeFlow } from './flow.ts';

const cool = [0x12205c, 0x1c3e8c, 0x3468b2, 0x6098ce, 0x96c0d8, 0x102c4a].map(rgb);
const warm = [0xf6ce4a, 0xfae48c, 0xe8a02c, 0xfff4be].map(rgb);
const ground = rgb(0x182c64);

const strokes = 9000;
const bristles = 16;

/** Short bristled strokes that follow a stream around glowing whirls, blue and gold. */
export function brushStrokes({ width, height }: Size, seed: number): Picture {
  const random = createRandom(seed);
  const unit = Math.max(width, height);
  const flow = makeFlow(width / unit, height / unit, random);
  const shades = shadesOf({ width, height }, seed);
  const canvas = { width, height, data: new Float32Array(width * height * 3) };
  for (let i = 0; i < canvas.data.length; i++) canvas.data[i] = ground[i % 3] as number;
  for (let n = 0; n < strokes; n++) {
    const x = (random() * width) / unit;
    const y = (random() * height) / unit;
    const colour = colourAt(flow.nearest(x, y), shades(x * unit, y * unit), random);
    paintStroke(canvas, flow, { x, y }, colour, random);
  }
  return { ...canvas, data: canvas.data.map(clip) };
}

/** A smooth random number in [0, 1] for each place: which blue. */
function shadesOf(size: Size, seed: number): (x: number, y: number) => number {
  const clouds = cloudNoise(size, {
    seed,
    mean: [0.5, 0.5, 0.5],
    amplitude: 0.5,
    colour: 0,
    scale: 0.15,
    octaves: 1,
    roughness: 1,
  });
  return (x, y) => clouds.data[(Math.floor(y) * size.width + Math.floor(x)) * 3] as number;
}

/** Gold in the heart of a whirl and on a ring around it, blue elsewhere. */
function colourAt(radii: number, shade: number, random: Random): Rgb {
  const gold = radii < 0.42 ? 0.95 : radii > 0.62 && radii < 0.78 ? 0.45 : 0;
  if (random() < gold) return pick(warm, random);
  if (random() < 0.2) return pick(cool, random);
  return cool[Math.min(4, Math.floor(shade * 5))] as Rgb;
}

/** Lengths in shares of the long side; the stroke is stepped along in less than a pixel. */
function paintStroke(
  canvas: Picture,
  flow: Flow,
  start: { readonly x: number; readonly y: number },
  colour: Rgb,
  random: Random,
): void {
  const unit = Math.max(canvas.width, canvas.height);
  const halfWidth = (3 + 3.5 * random()) / 640;
  const length = (18 + 34 * random()) / 640;
  const tint = (random() - 0.5) * 0.14;
  const hairs = Float32Array.from({ length: bristles }, () => tint + (random() - 0.5) * 0.27);
  const step = 0.7 / unit;
  let { x, y } = start;
  for (let along = 0; along < length; along += step) {
    const [right, down] = flow.direction(x, y);
    x += right * step;
    y += down * step;
    const taper = Math.sin(Math.PI * Math.min(1, (along + 2 / 640) / length)) ** 0.35;
    for (let across = -halfWidth; across <= halfWidth; across += step * 0.7) {
      const share = across / halfWidth;
      const hair = hairs[Math.floor(((share + 1) / 2) * (bristles - 0.01))] as number;
      const light = share > 0.6 ? -0.1 : share < -0.6 ? 0.086 : 0;
      dab(
        canvas,
        (x - down * across * taper) * unit,
        (y + right * across * taper) * unit,
        colour,
        hair + light,
      );
    }
  }
}

function dab({ width, height, data }: Picture, x: number, y: number, colour: Rgb, light: number) {
  const column = Math.round(x);
  const row = Math.round(y);
  if (column < 0 || row < 0 || column >= width || row >= height) return;
  const at = (row * width + column) * 3;
  for (let c = 0; c < 3; c++) {
    data[at + c] = 0.25 * (data[at + c] as number) + 0.75 * ((colour[c] as number) + light);
  }
}
