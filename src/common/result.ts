/**
 * A problem that a person can act on. `code` is stable and for programs; `message` is one or two
 * sentences that say what is wrong, where, and what to do about it.
 */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Tells apart what has the same code at the same time: "term 2". */
  readonly about?: string;
}

/** The outcome of work on input from outside. Bugs throw; foreseeable failures are values. */
export type Result<T, P extends Problem = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<P extends Problem>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}
