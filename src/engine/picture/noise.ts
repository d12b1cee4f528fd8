import type { Picture, Rgb, Size } from './picture.ts';
import { clip } from './picture.ts';
import { createRandom, type Random } from './random.ts';

export interface NoiseOptions {
  /** The same seed gives the same picture on every machine. */
  readonly seed: number;
  /** What the noise lies around. */
  readonly mean: Rgb;
  /** No channel differs from its mean by more than this. */
  readonly amplitude: number;
  /** 0: all channels vary together; 1: each on its own. Default 1. */
  readonly colour?: number | undefined;
}

export interface CloudOptions extends NoiseOptions {
  /** Size of the largest clouds in shares of the picture's long side, in (0, 1]. */
  readonly scale: number;
  /** Each octave adds clouds of half the size; at least 1. */
  readonly octaves: number;
  /** Strength of each octave over the one before, in [0, 1]. */
  readonly roughness: number;
}

/** Independent, uniformly distributed pixels, clipped to [0, 1]. */
export function whiteNoise(size: Size, options: NoiseOptions): Picture {
  const random = createRandom(options.seed);
  const values = new Float32Array(size.width * size.height * 3);
  for (let i = 0; i < values.length; i++) values[i] = 2 * random() - 1;
  return around(size, values, options);
}

/**
 * Soft clouds: octaves of value noise, smoothly interpolated between random points on a grid. The
 * clouds sit at the same places whatever the size of the picture. Clipped to [0, 1].
 */
export function cloudNoise(size: Size, options: CloudOptions): Picture {
  const seeds = createRandom(options.seed);
  const values = new Float32Array(size.width * size.height * 3);
  let strength = 1;
  let total = 0;
  for (let octave = 0; octave < options.octaves; octave++) {
    // Its own sequence, so that more octaves leave the larger clouds as they are.
    const random = createRandom(seeds() * 2 ** 32);
    const cells = 2 ** octave / options.scale;
    // Clouds smaller than a pixel would not show.
    if (cells <= Math.max(size.width, size.height)) {
      addValueNoise(values, size, cells, strength, random);
    }
    total += strength;
    strength *= options.roughness;
  }
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / total;
  return around(size, values, options);
}

/** Smooth noise in ±`strength` with a random point at each corner of `cells` cells a long side. */
function addValueNoise(
  values: Float32Array,
  { width, height }: Size,
  cells: number,
  strength: number,
  random: Random,
): void {
  const cell = Math.max(width, height) / cells;
  const stride = (Math.ceil(cells) + 2) * 3;
  const rows = Math.floor(height / cell) + 2;
  const grid = Float32Array.from({ length: rows * stride }, () => strength * (2 * random() - 1));
  const line = new Float32Array(stride);
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / cell;
    const row = Math.floor(v);
    const below = ease(v - row);
    for (let i = 0; i < stride; i++) {
      const at = row * stride + i;
      line[i] = (grid[at] as number) * (1 - below) + (grid[at + stride] as number) * below;
    }
    addLine(values.subarray(y * width * 3, (y + 1) * width * 3), line, cell);
  }
}

function addLine(target: Float32Array, line: Float32Array, cell: number): void {
  for (let at = 0, x = 0.5; at < target.length; at += 3, x++) {
    const column = Math.floor(x / cell);
    const right = ease(x / cell - column);
    for (let c = 0; c < 3; c++) {
      const i = column * 3 + c;
      const value = (line[i] as number) * (1 - right) + (line[i + 3] as number) * right;
      target[at + c] = (target[at + c] as number) + value;
    }
  }
}

/** From 0 to 1 with a slope of 0 at both ends. */
function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** mean + amplitude · value, with the channels drawn together as far as `colour` asks. */
function around(size: Size, values: Float32Array, options: NoiseOptions): Picture {
  const { mean, amplitude, colour = 1 } = options;
  const data = new Float32Array(values.length);
  for (let at = 0; at < data.length; at += 3) {
    const common = (values[at] as number) * (1 - colour);
    for (let c = 0; c < 3; c++) {
      const value = common + colour * (values[at + c] as number);
      data[at + c] = clip((mean[c] as number) + amplitude * value);
    }
  }
  return { width: size.width, height: size.height, data };
}
