import { ok } from '../../common/result.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';
import { readNumber } from './number.ts';

/** A whole number from 0 to `maxSeed`, or 'random': a new one for every run, recorded with it. */
export type SeedValue = number | 'random';

export const maxSeed = 2 ** 32 - 1;

/** Stored as a number or 'random'; the run function always gets a number. */
export interface SeedParam extends ParamBase<SeedValue> {
  readonly type: 'seed';
}

export function seedParam(
  spec: ParamOptions & { readonly default: SeedValue; readonly socket?: boolean },
): SeedParam {
  const validate = (value: unknown) => {
    if (value === 'random') return ok<SeedValue>(value);
    const whole = typeof value === 'number' && Number.isInteger(value);
    return whole && value >= 0 && value <= maxSeed
      ? ok<SeedValue>(value + 0)
      : misfit(value, `a whole number from 0 to ${maxSeed}, or random`);
  };
  return {
    ...spec,
    type: 'seed',
    socket: spec.socket === false ? null : 'seed',
    accepts: 'whole number, or `random`',
    sweep: ['seeds', 'list'],
    validate,
    parse: (text) => validate(readNumber(text.trim(), { integer: true })),
    format: String,
    words: String,
  };
}
