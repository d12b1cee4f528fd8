import type { Problem, Result } from '../../common/result.ts';
import type { Json } from '../../graph/document/json.ts';

/**
 * A graph made ready to run: steps in an order in which every step comes after those it reads.
 * Plain JSON, so it travels to a worker as it is. Steps are numbered by their place in the list.
 */
export interface Plan {
  readonly steps: readonly PlanStep[];
  /** What the run is for: the steps whose values come back. */
  readonly targets: readonly PlanTarget[];
  /** Values that the next frame of a film needs. Their steps count as targets. */
  readonly delays: readonly PlanDelay[];
  /** Seeds that were drawn or given, so that a picture can be made again. */
  readonly seeds: readonly ResolvedSeed[];
  /** The arithmetic that the keys are made for. */
  readonly profile: string;
}

export interface PlanStep {
  readonly step: number;
  /** Id of the node in the document. */
  readonly node: string;
  readonly type: string;
  /** The node's label, or the title of its type: how sentences name it. */
  readonly name: string;
  /** Complete and validated; those that a wire drives are in `inputs` instead. */
  readonly params: Readonly<Record<string, Json>>;
  /** Inputs that take many wires hold a list; those without a wire are absent. */
  readonly inputs: Readonly<Record<string, Source | readonly Source[]>>;
  /** Equal keys have equal values; see `stepKey`. */
  readonly key: string;
  /**
   * The same without the parameters that come late: equal ones have equal long work. Only for types
   * with such parameters.
   */
  readonly memoKey?: string;
  /** Not computed: the value of the frame before, which whoever runs the plan hands in by its key. */
  readonly given?: GivenStep;
  /** Its picture is not sent when it is done: whoever asked has it, or gets it with the result. */
  readonly quiet?: boolean;
  /** Steps, itself included, whose values no later step reads. Those of targets are never released. */
  readonly releases: readonly number[];
}

export interface GivenStep {
  /** Millions of pixels of the picture, where that is known. */
  readonly megapixels?: number;
}

/** A value on its way into the next frame, always a picture. */
export interface PlanDelay {
  /** The node and its input that the value arrives at. */
  readonly node: string;
  readonly input: string;
  /** Where it comes from in this frame. */
  readonly step: number;
  readonly output: string;
  /** Under which the next frame's plan asks for it: made of all that made the value. */
  readonly key: string;
}

/** What a frame has from the one before. */
export interface FrameBefore extends GivenStep {
  readonly key: string;
}

/** Names an input of a node; ids may hold dots, sockets do not. */
export function delayName({ node, input }: Pick<PlanDelay, 'node' | 'input'>): string {
  return `${node}.${input}`;
}

/** Where an input's value comes from. */
export interface Source {
  readonly step: number;
  readonly output: string;
  /** Convert: an image to a mask by its luminance, a number to a seed by rounding. */
  readonly as?: SourceConversion;
}

/** By the kind that comes out. A seed is a number as it is, so that conversion needs no work. */
export type SourceConversion = 'mask' | 'seed';

/** A step before it is known which steps are needed and when values may go. */
export interface DraftStep {
  readonly step: Omit<PlanStep, 'releases'>;
  readonly seeds: readonly ResolvedSeed[];
}

export interface PlanTarget {
  /** The node that was asked for; of a bypassed one, the step is that of what passes through. */
  readonly node: string;
  readonly step: number;
  /** Which of the step's outputs a person wants to see; absent when it has none. */
  readonly output?: string;
}

export interface ResolvedSeed {
  readonly node: string;
  readonly param: string;
  readonly seed: number;
}

/** What a compilation needs to know of the world outside the document. */
export interface Environment {
  /** Names the arithmetic: results of different profiles are kept apart in the cache. */
  readonly profile: string;
  /** Content hashes by `referenceKey`, or why a file cannot be had. Absent: the reference itself. */
  readonly files: ReadonlyMap<string, Result<string, Problem>>;
  /** What networks want of pictures, by `referenceKey`: known of their content, or guessed from it. */
  readonly wants?: ReadonlyMap<string, Json>;
  /** Gives the value of a seed that is set to random; equal arguments must give equal seeds. */
  readonly seed: (node: string, param: string) => number;
}

export interface CompileOptions {
  readonly environment: Environment;
  /** Ids of nodes to run to. Default: every node whose type is an end. */
  readonly targets?: readonly string[];
  /** From 0, which is also that of a still. */
  readonly frame?: number;
  /** Of the frame before, by `delayName`; its plan's `delays` say what. Absent: not known. */
  readonly before?: ReadonlyMap<string, FrameBefore>;
}

/**
 * Errors: `unknown-type`, `newer-node`, `older-node`, `cycle`, `missing-input`, `wrong-kind`,
 * `param-value`, `no-file`, `file`, `cannot-bypass`, `unknown-target`,
 * `no-output`, `no-frame-before`. Warnings: `unknown-type` of a node that nothing needs, `silent-input`,
 * `silent-target`, `dangling-wire`, `too-many-wires`.
 */
export interface Compilation {
  readonly plan: Plan;
  /** What keeps a node, and what needs it, out of the plan. */
  readonly errors: readonly Problem[];
  /** What a person should know of although it fails nothing. */
  readonly warnings: readonly Problem[];
}
