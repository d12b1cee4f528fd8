/** A problem that a person can act on; `problemText` makes one text of it. */
export interface Problem {
  /** Stable, for programs. */
  readonly code: string;
  /** What is wrong and where, in one or two sentences. */
  readonly message: string;
  /** What to do about it, in a sentence. */
  readonly remedy?: string;
  /** Id of the node that has it; absent when the document or the whole work is meant. */
  readonly node?: string;
  /** Key of the parameter. */
  readonly param?: string;
  /** Key of the input, or the part of the engine's own input, such as `term 2`. */
  readonly input?: string;
}

/** What a person reads: what is wrong, then what to do. */
export function problemText({ message, remedy }: Pick<Problem, 'message' | 'remedy'>): string {
  return remedy ? `${message} ${remedy}` : message;
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
