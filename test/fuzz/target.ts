import type fc from 'fast-check';
import { problemText, type Result } from '../../src/common/result.ts';

/** What comes from outside, and what reads it: that must end in a value or in a problem in a sentence. */
export interface Target<Input = unknown> {
  readonly inputs: fc.Arbitrary<Input>;
  readonly read: (input: Input) => Promise<void> | void;
  /** An input of about so many bytes, of which reading must not take longer than in proportion. */
  readonly ofSize: (bytes: number) => Input;
}

export function target<Input>(made: Target<Input>): Target {
  return made as unknown as Target;
}

/** Whether there is a value; else there is a sentence. */
export function isSaid<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
  if (result.ok) return true;
  if (!/[.!?…]$/.test(problemText(result.problem))) {
    throw new Error(`No sentence: ${problemText(result.problem)}`);
  }
  return false;
}
