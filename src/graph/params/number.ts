import { calculate } from '../../common/arithmetic.ts';
import { ok, type Result } from '../../common/result.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';

type Range = Pick<NumberRange, 'min' | 'max' | 'integer'>;

interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** What one press of an arrow key changes. */
  readonly step: number;
  /** A slider moves by equal ratios; needs min above 0. */
  readonly scale?: 'log';
  /** Whole numbers only. */
  readonly integer?: boolean;
}

export interface NumberParam extends ParamBase<number>, NumberRange {
  readonly type: 'number';
}

export function numberParam(
  spec: NumberRange & ParamOptions & { readonly default: number; readonly socket?: boolean },
): NumberParam {
  const validate = (value: unknown) => validateNumber(value, spec, spec.unit);
  return {
    ...spec,
    type: 'number',
    socket: spec.socket ? 'number' : null,
    sweep: ['range', 'list'],
    accepts: rangeInWords(spec),
    validate,
    parse: (text) => validate(readNumber(text, spec)),
    format: String,
    words: (value) => (spec.unit ? `${value} ${spec.unit}` : String(value)),
    fromWire: (value) => (spec.integer && typeof value === 'number' ? Math.round(value) : value),
  };
}

/**
 * A number as people type it, or a sum such as `512/2`: what it comes to is rounded where only whole
 * numbers are taken. @returns the text itself when it is none, so that a refusal can show it.
 */
export function readNumber(
  text: string,
  { unit, integer }: { readonly unit?: string; readonly integer?: boolean } = {},
): number | string {
  const value = calculate(text, unit);
  if (value === undefined) return text;
  return integer && isSum.test(text) ? Math.round(value) : value;
}

const isSum = /[*/÷·×^(]|\d\s*[+−-]/;

export function validateNumber(value: unknown, range: Range, unit = ''): Result<number> {
  const fits =
    typeof value === 'number' &&
    value >= range.min &&
    value <= range.max &&
    (!range.integer || Number.isInteger(value));
  // Adding 0 turns -0 into 0, which JSON would do on the next save.
  return fits ? ok(value + 0) : misfit(value, describeRange(range, unit));
}

/** "0 to 9 px, whole" */
export function rangeInWords({ min, max, unit, integer }: Range & ParamOptions): string {
  return `${min} to ${max}${unit ? ` ${unit}` : ''}${integer ? ', whole' : ''}`;
}

export function describeRange(range: Range, unit = ''): string {
  const noun = range.integer ? 'a whole number' : 'a number';
  return `${noun} from ${range.min} to ${range.max}${unit ? ` ${unit}` : ''}`;
}
