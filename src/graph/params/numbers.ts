import { calculateList } from '../../common/arithmetic.ts';
import { ok, type Result } from '../../common/result.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';
import { describeRange, rangeInWords, validateNumber } from './number.ts';

interface NumbersRange {
  /** Of each entry. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The four are the left, top, right and bottom edge of a part of a picture, in shares. */
  readonly edges?: boolean;
  /** There is an entry for each wire of this input, in their order; the last serves the rest. */
  readonly each?: string;
  /** And a wire whose entry is 0 is left out: what hangs on it is not computed. */
  readonly leavesOut?: true;
}

/** A list of numbers, such as gains per band or steps per octave. */
export interface NumbersParam extends ParamBase<readonly number[]>, NumbersRange {
  readonly type: 'numbers';
  readonly minLength: number;
  readonly maxLength: number;
}

export function numbersParam(
  spec: NumbersRange & ParamOptions & { readonly default: readonly number[] },
): NumbersParam {
  const minLength = spec.minLength ?? 1;
  const maxLength = spec.maxLength ?? 32;
  const count = minLength === maxLength ? `${minLength}` : `${minLength} to ${maxLength}`;
  const wanted = `${count} values, each ${describeRange(spec, spec.unit)}, separated by commas`;
  const validate = (value: unknown): Result<readonly number[]> => {
    if (!Array.isArray(value)) return misfit(value, wanted);
    if (value.length < minLength || value.length > maxLength) return misfit(value, wanted);
    const entries: number[] = [];
    for (const entry of value) {
      const checked = validateNumber(entry, spec);
      if (!checked.ok) return misfit(entry, wanted);
      entries.push(checked.value);
    }
    return ok(entries);
  };
  return {
    ...spec,
    type: 'numbers',
    socket: null,
    sweep: [],
    accepts: `${count} numbers, each ${rangeInWords(spec)}`,
    isList: true,
    minLength,
    maxLength,
    validate,
    parse: (text) => validate(calculateList(text, spec.unit)),
    format: (value) => value.join(', '),
    words: (value) => value.join(', '),
  };
}

/** The shortest list that `repeatLast` makes the same of: equal lists have equal content keys. */
export function withoutRepeats(numbers: readonly number[]): readonly number[] {
  const last = numbers.at(-1);
  const end = numbers.findLastIndex((number) => number !== last) + 2;
  return numbers.slice(0, end);
}

/**
 * A list with an entry for each of `count` octaves, in which the last number given serves the
 * octaves after it.
 */
export function repeatLast(numbers: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => numbers[Math.min(i, numbers.length - 1)] ?? 1);
}
