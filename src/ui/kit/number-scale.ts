import type { Result } from '../../common/result.ts';
import { readNumber, validateNumber } from '../../graph/params/number.ts';

/** How a number sits in its range; `scale: 'log'` moves by equal ratios. */
export interface NumberScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale?: 'log';
  readonly integer?: boolean;
}

/** Where the value lies between min (0) and max (1). */
export function shareOf(value: number, range: NumberScale): number {
  const { min, max } = range;
  if (max <= min) return 0;
  const inside = Math.min(max, Math.max(min, value));
  if (range.scale !== 'log') return (inside - min) / (max - min);
  return Math.log(inside / min) / Math.log(max / min);
}

/** The value at a share in [0, 1], on the grid of steps. */
export function valueAt(share: number, range: NumberScale): number {
  const inside = Math.min(1, Math.max(0, share));
  const { min, max } = range;
  const raw = range.scale === 'log' ? min * (max / min) ** inside : min + inside * (max - min);
  return settle(raw, range);
}

/** The nearest value of the grid min + k · step inside the range, without binary dust. */
export function settle(value: number, range: NumberScale): number {
  const { min, max, step } = range;
  const onGrid = min + Math.round((value - min) / step) * step;
  const inside = Math.min(max, Math.max(min, onGrid));
  const clean = Number(inside.toFixed(decimalsOf(range) + 2));
  return range.integer ? Math.round(clean) : clean;
}

/** The value after some presses of an arrow key; on a log scale a step is at least 2 %. */
export function nudge(value: number, steps: number, range: NumberScale): number {
  if (range.scale !== 'log') return settle(value + steps * range.step, range);
  const moved = value * 1.02 ** steps;
  const least = value + Math.sign(steps) * range.step;
  return settle(Math.abs(moved - value) > range.step ? moved : least, range);
}

/** As shown: as many decimals as the step has, and never fewer than the value needs up to three. */
export function shownNumber(value: number, range: NumberScale): string {
  if (range.integer) return String(value);
  const decimals = decimalsOf(range);
  const needed = String(Number(value.toFixed(4))).split('.')[1]?.length ?? 0;
  return value.toFixed(Math.max(decimals, Math.min(needed, 4))).replace('-', '−');
}

/** What a key of a slider makes of its value; undefined for other keys. */
export function valueAfterKey(key: string, value: number, range: NumberScale): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return nudge(value, 1, range);
    case 'ArrowLeft':
    case 'ArrowDown':
      return nudge(value, -1, range);
    case 'PageUp':
      return nudge(value, 10, range);
    case 'PageDown':
      return nudge(value, -10, range);
    case 'Home':
      return settle(range.min, range);
    case 'End':
      return settle(range.max, range);
    default:
      return undefined;
  }
}

/** A number or a sum as people type it; refused, with what is allowed, when it lies outside. */
export function typedNumber(text: string, range: NumberScale, unit?: string): Result<number> {
  const { integer = false } = range;
  return validateNumber(readNumber(text, { integer, ...(unit && { unit }) }), range, unit);
}

function decimalsOf({ step, min }: NumberScale): number {
  return Math.min(8, Math.max(decimals(step), decimals(min)));
}

function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}
