import { cloudNoise } from '../picture/noise.ts';
import type { Rgb, Size } from '../picture/picture.ts';
import type { Random } from '../picture/random.ts';

/** A smooth random number in [0, 1] for each place in pixels. */
export type Field = (x: number, y: number) => number;

/**
 * Three independent smooth fields.
 * @param scale size of their features in shares of the long side.
 */
export function smoothFields(
  size: Size,
  seed: number,
  scale: number,
  octaves = 1,
): readonly [Field, Field, Field] {
  const { width, height } = size;
  const { data } = cloudNoise(size, {
    seed,
    mean: [0.5, 0.5, 0.5],
    amplitude: 0.5,
    scale,
    octaves,
    roughness: 0.5,
  });
  const field =
    (channel: number): Field =>
    (x, y) => {
      const column = Math.min(width - 1, Math.max(0, Math.floor(x)));
      const row = Math.min(height - 1, Math.max(0, Math.floor(y)));
      return data[(row * width + column) * 3 + channel] as number;
    };
  return [field(0), field(1), field(2)];
}

/** @param colour such as 0xff8800. */
export function rgb(colour: number): Rgb {
  return [(colour >> 16) / 255, ((colour >> 8) & 255) / 255, (colour & 255) / 255];
}

/** One of the entries, each as likely. */
export function pick<T>(entries: readonly T[], random: Random): T {
  return entries[Math.floor(random() * entries.length)] as T;
}
