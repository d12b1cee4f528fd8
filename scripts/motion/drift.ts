import type { Picture } from '../../src/engine/index.ts';

/** What tells whether a film keeps its looks from frame to frame. */
export interface FrameFigures {
  /** Of red, green and blue, of values in [0, 1]. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Share of the energy of brightness that is finer than four pixels, of what is finer than the mean. */
  readonly fine: number;
  /** Share of values that are 0 or 1, to a code of 8 bits. */
  readonly clipped: number;
}

export function figuresOf(picture: Picture): FrameFigures {
  const channels = [0, 1, 2].map((channel) => momentsOf(picture, channel));
  const values = picture.data;
  let clipped = 0;
  for (const value of values) if (value <= 0.5 / 255 || value >= 254.5 / 255) clipped++;
  return {
    mean: channels.map(({ mean }) => mean),
    deviation: channels.map(({ deviation }) => deviation),
    fine: fineShare(picture),
    clipped: clipped / values.length,
  };
}

function momentsOf({ data }: Picture, channel: number) {
  let [sum, squares] = [0, 0];
  for (let at = channel; at < data.length; at += 3) {
    const value = data[at] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / (data.length / 3);
  return { mean, deviation: Math.sqrt(Math.max(0, squares / (data.length / 3) - mean * mean)) };
}

/** By a binomial filter of five taps along rows and columns: half of what is above it is finer than four pixels. */
function fineShare({ width, height, data }: Picture): number {
  const light = new Float64Array(width * height);
  for (let pixel = 0; pixel < light.length; pixel++) {
    const [r, g, b] = [data[3 * pixel], data[3 * pixel + 1], data[3 * pixel + 2]] as number[];
    light[pixel] = 0.2126 * (r as number) + 0.7152 * (g as number) + 0.0722 * (b as number);
  }
  const smooth = alongColumns(alongRows(light, width), width, height);
  const mean = light.reduce((sum, value) => sum + value, 0) / light.length;
  let [fine, all] = [0, 0];
  for (let pixel = 0; pixel < light.length; pixel++) {
    const value = light[pixel] as number;
    fine += (value - (smooth[pixel] as number)) ** 2;
    all += (value - mean) ** 2;
  }
  return fine / all;
}

const taps = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16];

function alongRows(values: Float64Array, width: number): Float64Array {
  return values.map((_, pixel) => {
    const [x, row] = [pixel % width, pixel - (pixel % width)];
    return weighed((k) => values[row + clamp(x + k, width)] as number);
  });
}

function alongColumns(values: Float64Array, width: number, height: number): Float64Array {
  return values.map((_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return weighed((k) => values[clamp(y + k, height) * width + x] as number);
  });
}

function weighed(valueAt: (k: number) => number): number {
  return taps.reduce((sum, tap, at) => sum + tap * valueAt(at - 2), 0);
}

function clamp(at: number, length: number): number {
  return Math.min(length - 1, Math.max(0, at));
}

/** How far the frames from `from` on get away from that one; shares of its values. */
export interface Drift {
  readonly mean: number;
  readonly deviation: number;
  readonly fine: number;
  /** The largest share of any frame. */
  readonly clipped: number;
}

export function driftFrom(frames: readonly FrameFigures[], from = 10): Drift {
  const start = frames[from] as FrameFigures;
  const later = frames.slice(from);
  const away = (of: (figures: FrameFigures) => readonly number[]) =>
    Math.max(
      ...later.flatMap((figures) =>
        of(figures).map((value, at) => Math.abs(value / (of(start)[at] as number) - 1)),
      ),
    );
  return {
    mean: away(({ mean }) => mean),
    deviation: away(({ deviation }) => deviation),
    fine: away(({ fine }) => [fine]),
    clipped: Math.max(...frames.map(({ clipped }) => clipped)),
  };
}
