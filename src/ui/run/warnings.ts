import type { Problem } from '../../common/result.ts';

/** Adds a warning, in place of an earlier one of the same thing: each octave may tell it anew. */
export function withWarning(warnings: readonly Problem[], added: Problem): readonly Problem[] {
  return [...warnings.filter((each) => warningKey(each) !== warningKey(added)), added];
}

/** Tells the warnings of one node apart. */
export function warningKey({ code, about = '' }: Problem): string {
  return `${code} ${about}`;
}
