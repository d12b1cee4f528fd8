import type { RgbaFrame } from '../clip-writer.ts';

export type Colour = readonly [red: number, green: number, blue: number];

const bits = 5;
const cells = 2 ** (3 * bits);
/** Pixels that stand for all frames when the palette is made. */
const sampleSize = 2 ** 18;

/** Which colours the frames of a clip have, and how often, in cells of 8 x 8 x 8 shades. */
export interface ColourCounts {
  count(frame: RgbaFrame): void;
  /** RGBA pixels that are to all frames as a small map is to the land. */
  sample(): Uint8Array;
}

export function countColours(): ColourCounts {
  const counts = new Float64Array(cells);
  const sums = new Float64Array(3 * cells);
  return {
    count: ({ data }) => {
      for (let at = 0; at < data.length; at += 4) {
        const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
        const cell = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);
        counts[cell] = (counts[cell] as number) + 1;
        sums[3 * cell] = (sums[3 * cell] as number) + r;
        sums[3 * cell + 1] = (sums[3 * cell + 1] as number) + g;
        sums[3 * cell + 2] = (sums[3 * cell + 2] as number) + b;
      }
    },
    sample: () => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      const pixels: number[] = [];
      for (let cell = 0; cell < cells; cell++) {
        const count = counts[cell] as number;
        if (count === 0) continue;
        const mean = [0, 1, 2].map((i) => Math.round((sums[3 * cell + i] as number) / count));
        // What is rare is there all the same: a small light in the dark.
        const share = Math.max(1, Math.round((count / total) * sampleSize));
        for (let i = 0; i < share; i++) pixels.push(...mean, 255);
      }
      return Uint8Array.from(pixels);
    },
  };
}

/** Which of a palette's colours is nearest to one, as eight bits each, with a memory of what it was asked. */
export function createMatcher(
  palette: readonly Colour[],
): (red: number, green: number, blue: number) => number {
  // Six bits of each: more than a palette of 256 can tell apart.
  const known = new Int16Array(2 ** 18).fill(-1);
  return (red, green, blue) => {
    const cell = ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2);
    const before = known[cell] as number;
    if (before >= 0) return before;
    const index = nearest(palette, (red & 252) + 2, (green & 252) + 2, (blue & 252) + 2);
    known[cell] = index;
    return index;
  };
}

/** By distance weighed as eyes do, roughly: green counts most. */
function nearest(palette: readonly Colour[], red: number, green: number, blue: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, [r, g, b]] of palette.entries()) {
    const distance = 2 * (r - red) ** 2 + 4 * (g - green) ** 2 + 3 * (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}
