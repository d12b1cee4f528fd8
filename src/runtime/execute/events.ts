import type { Problem } from '../../common/result.ts';
import type { CutShort, ProgressDetail } from '../../nodes/_run/node-run.ts';
import type { Remarks } from '../cache/value-cache.ts';
import type { ResolvedSeed } from '../compile/plan.ts';

/** 8-bit RGBA, row-major, straight alpha; `data.length === width * height * 4`. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * What a run reports while it goes on; `seq` counts up from 0 within a run. `Image` is how pictures
 * are handed over: float pictures in Node, RGBA from a worker.
 */
export type RunEvent<Image> = { readonly run: string; readonly seq: number } & RunEventData<Image>;

export type RunEventData<Image> =
  /** `steps`: how many there are to do; what is cached and not needed does not count. */
  | { readonly kind: 'start'; readonly steps: number }
  | StepEvent<Image>
  /** `failed`: at least one step failed; those that do not depend on it were done. */
  | { readonly kind: RunReport['end']; readonly report: RunReport };

export type StepEvent<Image> = { readonly step: number; readonly node: string } & (
  | { readonly kind: 'step-start'; readonly type: string; readonly name: string }
  | ({ readonly kind: 'progress' } & StepProgress)
  /** `final`: the node's result, also when it came from the cache; otherwise the work so far. */
  | {
      readonly kind: 'preview';
      readonly final: boolean;
      readonly picture: Image;
      /** What the picture measures, where it was made smaller on its way. */
      readonly size?: { readonly width: number; readonly height: number };
    }
  | { readonly kind: 'warning'; readonly problem: Problem }
  | {
      readonly kind: 'step-done';
      readonly ms: number;
      readonly cached: boolean;
      readonly cut?: CutValue;
      readonly shares?: Remarks['shares'];
    }
  | { readonly kind: 'step-failed'; readonly problem: Problem }
  /** Not run, because the node `because` failed. */
  | { readonly kind: 'step-skipped'; readonly because: string }
);

export interface StepProgress {
  /** Share of the step's work that is done, in [0, 1]. */
  readonly fraction: number;
  readonly detail?: ProgressDetail;
  /** Of an ascent: its objective before this gradient step. */
  readonly objective?: number;
}

/** "octave 2 of 5, step 6 of 10, tile 3 of 12" */
export function detailInWords(detail: ProgressDetail): string {
  const words = [partInWords(detail)];
  if (!('steps' in detail) || detail.steps === undefined) return words.join();
  words.push(detail.step === 0 ? 'measuring' : `step ${detail.step} of ${detail.steps}`);
  if (detail.step !== 0 && detail.tiles !== undefined) {
    words.push(`tile ${detail.tile} of ${detail.tiles}`);
  }
  return words.join(', ');
}

/** "octave 2 of 5" */
export function partInWords(detail: ProgressDetail | CutShort): string {
  return 'octave' in detail
    ? `octave ${detail.octave} of ${detail.octaves}`
    : `picture ${detail.picture} of ${detail.pictures}`;
}

/** "stopped at octave 3 of 5, step 6" */
export function cutInWords(cut: CutShort): string {
  const step = 'step' in cut && cut.step ? `, step ${cut.step}` : '';
  return `stopped at ${partInWords(cut)}${step}`;
}

/** Of a value that is made of work which the person ended before its time. */
export interface CutValue {
  readonly where: CutShort;
  /** A key of its own, which no plan has. */
  readonly key: string;
}

export interface RunReport {
  readonly end: 'done' | 'cancelled' | 'failed';
  /** Wall clock of the whole run. */
  readonly ms: number;
  readonly profile: string;
  /** Where the first work was that the person ended with the picture of that moment. */
  readonly cut?: CutShort;
  /** In the order of the plan: steps that were run, read or skipped, not the one that was stopped. */
  readonly steps: readonly StepReport[];
  readonly seeds: readonly ResolvedSeed[];
}

export interface StepReport extends Remarks {
  readonly step: number;
  readonly node: string;
  readonly type: string;
  readonly name: string;
  /** That of the plan; one of its own, which no plan has, where the work was cut short. */
  readonly key: string;
  readonly ms: number;
  readonly cached: boolean;
  /** Where the person ended the work that this value is made of. */
  readonly cut?: CutShort;
  readonly problem?: Problem;
  /** The node whose failure prevented this one from running. */
  readonly skippedBecause?: string;
}
