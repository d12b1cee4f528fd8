import { cloudNoise } from '../picture/noise.ts';
import type { Picture, Rgb, Size } from '../picture/picture.ts';
import { clip } from '../picture/picture.ts';
import { createRandom, type Random } from '../picture/random.ts';
import { pick, rgb } from './fields.ts';

const colours = [
  0xc41e28, 0xee781c, 0xfac832, 0x1e7846, 0x1850aa, 0x5c288c, 0x1ea0b4, 0xdc3c6e, 0xf5ebc8,
].map(rgb);

/** For a picture of 4:3; others get as many per area. */
const panesAt4To3 = 170;
/** Half the width of the leading, in shares of the long side. */
const lead = 4.2 / 640;

interface Pane {
  readonly x: number;
  readonly y: number;
  readonly colour: Rgb;
  /** Direction in which the pane gets lighter. */
  readonly slope: readonly [number, number];
}

/** Panes of coloured glass, unevenly lit, in round dark leading. */
export function stainedGlass({ width, height }: Size, seed: number): Picture {
  const random = createRandom(seed);
  const unit = Math.max(width, height);
  const panes = cutPanes(width / unit, height / unit, random);
  const grain = cloudNoise(
    { width, height },
    { seed, mean: [0, 0, 0], amplitude: 0.28, colour: 0, scale: 0.015, octaves: 1, roughness: 1 },
  ).data;
  const data = new Float32Array(width * height * 3);
  for (let at = 0, pixel = 0; at < data.length; at += 3, pixel++) {
    const x = ((pixel % width) + 0.5) / unit;
    const y = (Math.floor(pixel / width) + 0.5) / unit;
    const { pane, edge } = findPane(panes, x, y);
    const seen = edge < lead ? leading(edge / lead) : glass(pane, x, y, edge, grain[at] as number);
    for (let c = 0; c < 3; c++) data[at + c] = clip(seen[c] as number);
  }
  return { width, height, data };
}

function cutPanes(width: number, height: number, random: Random): readonly Pane[] {
  const count = Math.max(2, Math.round(panesAt4To3 * width * height * (4 / 3)));
  return Array.from({ length: count }, () => {
    const angle = random() * 2 * Math.PI;
    return {
      x: random() * width,
      y: random() * height,
      colour: pick(colours, random),
      slope: [Math.cos(angle), Math.sin(angle)] as const,
    };
  });
}

/** The pane whose point is nearest, and the distance to the border with the next one. */
function findPane(panes: readonly Pane[], x: number, y: number) {
  let pane = panes[0] as Pane;
  let other = pane;
  let least = Infinity;
  let second = Infinity;
  for (const candidate of panes) {
    const square = (candidate.x - x) ** 2 + (candidate.y - y) ** 2;
    if (square < least) {
      second = least;
      other = pane;
      least = square;
      pane = candidate;
    } else if (square < second) {
      second = square;
      other = candidate;
    }
  }
  const apart = Math.hypot(pane.x - other.x, pane.y - other.y) || 1e-6;
  return { pane, edge: (second - least) / (2 * apart) };
}

/** Dark and round: lightest a third of the way in. */
function leading(share: number): Rgb {
  const value = 0.07 + 0.1 * Math.max(0, 1 - Math.abs(share - 0.35) * 3);
  return [value, value, value + 0.016];
}

function glass(
  { x, y, colour, slope }: Pane,
  atX: number,
  atY: number,
  edge: number,
  grain: number,
): Rgb {
  const tilt = ((atX - x) * slope[0] + (atY - y) * slope[1]) * 3.7;
  const inside = 0.15 * Math.min(1, (edge - lead) * 45);
  const light = 0.74 + tilt + grain + inside;
  return [colour[0] * light + 0.05, colour[1] * light + 0.05, colour[2] * light + 0.05];
}
