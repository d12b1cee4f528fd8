import { macrotask } from '../../common/macrotask.ts';
import type { Problem } from '../../common/result.ts';
import type { Picture } from '../picture/picture.ts';
import type { Octaves } from './octaves.ts';
import type { WalkPlace } from './pyramid-walk.ts';

/** What an ascent tells while it works. */
export type AscentEvent =
  | {
      readonly kind: 'octave';
      readonly octave: number;
      readonly octaves: number;
      readonly width: number;
      readonly height: number;
      readonly iterations: number;
      /** The photo, made smaller. */
      readonly preview: (longSide: number) => Promise<Picture>;
    }
  /** One of several tiles was looked at. */
  | {
      readonly kind: 'tile';
      readonly octave: number;
      /** The step it belongs to, counted from 1; 0: the measuring before the first one. */
      readonly step: number;
      readonly steps: number;
      /** How many tiles are done, this one included. */
      readonly tile: number;
      readonly tiles: number;
      readonly progress: number;
      /** What the step looks like so far, made smaller; absent where there is nothing new. */
      readonly preview?: () => Promise<Picture>;
    }
  | {
      readonly kind: 'step';
      readonly octave: number;
      readonly step: number;
      /** Σ weight · sign · value before this step; each term's own value beside it. */
      readonly objective: number;
      readonly terms: readonly number[];
      /** Share of all the ascent's work done, by pixels, in [0, 1]. */
      readonly progress: number;
      /**
       * The picture as it is now, of a large one about `longSide` of it. Costs a read-back: call it
       * only to show it.
       */
      readonly preview: (longSide?: number) => Promise<Picture>;
    }
  /** An octave is over, and an ascent can go on from here. */
  | { readonly kind: 'octave-done'; readonly octave: number; readonly place: AscentPlace }
  | { readonly kind: 'warning'; readonly problem: Problem };

/** Where an ascent is between two octaves: plain data, with which it goes on as if never stopped. */
export interface AscentPlace extends WalkPlace {
  /** How many random numbers were drawn. */
  readonly drawn: number;
  /** Whether any octave has moved the picture. */
  readonly hasMoved: boolean;
  /** Why the last octave that ended early did. */
  readonly problem: Problem | null;
}

/** How an ascent ended; `octaves` is the last good state in every case. */
export interface AscentResult {
  readonly end: 'done' | 'stopped';
  readonly octaves: Octaves;
  /** Of a combined objective: what each part moved in the last step; see `measureShares`. */
  readonly shares?: readonly number[];
}

/** Asked between steps and tiles: lets the host breathe, then says whether to stop. */
export type ShouldStop = () => Promise<boolean>;

export function createStop(signal: AbortSignal | undefined): ShouldStop {
  return async () => {
    if (signal?.aborted) return true;
    await macrotask();
    return signal?.aborted ?? false;
  };
}
