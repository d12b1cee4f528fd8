import type { Problem, Result } from '../../common/result.ts';
import type {
  AscentEvent,
  Mask,
  Motion,
  Network,
  Objective,
  Octaves,
  Picture,
  Session,
  Size,
} from '../../engine/index.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { InputValues, Run, RunParams } from '../../graph/definition/run.ts';
import type { FileReference } from '../../graph/params/file.ts';

/** The run function of a node type of this module. */
export type NodeRun<D extends NodeDefinition> = Run<D, Values, RunContext>;

/** What `NodeRun<D>` receives, for the functions it is made of. */
export type NodeInputs<D extends NodeDefinition> = InputValues<D, Values>;
export type NodeParams<D extends NodeDefinition> = RunParams<D>;

/** Which of several parts a node works on now, counted from 1. Whoever shows it finds the words. */
export type ProgressDetail =
  | {
      readonly octave: number;
      readonly octaves: number;
      /** The gradient step that is at work; 0: the measuring before the first one. */
      readonly step?: number;
      readonly steps?: number;
      /** How many tiles of the step are done, where there are several. */
      readonly tile?: number;
      readonly tiles?: number;
    }
  | { readonly picture: number; readonly pictures: number };

/** Where a node's long work was when the person ended it with the picture of that moment. */
export type CutShort =
  /** `step`: the gradient steps taken in the octave. */
  | { readonly octave: number; readonly octaves: number; readonly step?: number }
  | { readonly picture: number; readonly pictures: number };

/** Frames of a film or an animated picture, which come decoded as pictures do. */
export interface Clip {
  readonly info: { readonly frames: number };
  /** Counted from 0. */
  readonly read: (index: number) => Promise<Result<Picture>>;
}

/** What a run function may use of the world: the runtime makes one for each node it runs. */
export interface RunContext {
  /** Programs that outlive this run. */
  readonly session: Session;
  /** Decodes a picture file in its own size, upright, sRGB. The host says where files come from. */
  readonly readPicture: (
    file: FileReference,
    warn: (problem: Problem) => void,
  ) => Promise<Result<Picture>>;
  /** Opens a clip, or finds it open. */
  readonly openClip: (file: FileReference) => Promise<Result<Clip>>;
  readonly loadNetwork: (file: FileReference) => Promise<Result<Network>>;
  /**
   * The node's long work, done anew only when something other than a parameter that comes late has
   * changed since. What it gives is kept like the values of nodes: plain data.
   */
  readonly memoise: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>;
  /** The last unfinished work with the same key that was kept, if any. */
  readonly unfinished: () => Promise<unknown>;
  /**
   * Keeps long work as far as it has come, plain data, until `memoise` has all of it.
   * @param next the part, such as an octave, that it goes on with, counted from 1.
   */
  readonly keepUnfinished: (work: unknown, next: number) => void;
  /** How far the node is, in [0, 1], and what it works on now. */
  readonly progress: (fraction: number, detail?: ProgressDetail) => void;
  /**
   * Offers a picture of the work so far. `read` is called only if somebody wants to see one now,
   * because reading it back costs time; a picture of about the given long side is enough. Await it
   * before going on.
   * @param size of the picture itself, where a smaller one is given.
   */
  readonly preview: (read: (longSide: number) => Promise<Picture>, size?: Size) => Promise<void>;
  /** Says something on the node without stopping it. */
  readonly warn: (problem: Problem) => void;
  /**
   * What each objective moved in the last step of an ascent: shares of 1 in the order in which they
   * were combined.
   */
  readonly tellShares: (shares: readonly number[]) => void;
  /** Every event of an ascent, for reports and for the curve of the objective. */
  readonly onAscent?: (event: AscentEvent) => void;
  /** Aborted when the person ends the run; the node then ends within one step. */
  readonly signal: AbortSignal;
  /** Once `signal` is aborted: whether the person wants what there is instead of nothing. */
  readonly isKept: () => boolean;
  /**
   * Says that what the node gives is not all that its parameters ask for, so that nobody takes it
   * for that later.
   */
  readonly cutShort: (where: CutShort) => void;
}

/** What flows for each kind of port. All of it is plain data that outlives the run that made it. */
export interface Values {
  readonly image: Picture;
  readonly octaves: Octaves;
  readonly objective: Objective;
  readonly network: Network;
  readonly mask: Mask;
  readonly motion: Motion;
  readonly number: number;
  /** A whole number from 0 to `maxSeed`. */
  readonly seed: number;
}
