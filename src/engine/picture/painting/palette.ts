import type { Rgb } from '../picture.ts';
import type { Random } from '../random.ts';

/** @param colour such as 0xff8800. */
export function rgb(colour: number): Rgb {
  return [(colour >> 16) / 255, ((colour >> 8) & 255) / 255, (colour & 255) / 255];
}

/** One of the entries, each as likely. */
export function pick<T>(entries: readonly T[], random: Random): T {
  return entries[Math.floor(random() * entries.length)] as T;
}
