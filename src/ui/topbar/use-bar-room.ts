import { useMedia } from '../kit/use-media.ts';

export interface BarRoom {
  /** Presets, Open and Save have words. */
  readonly words: boolean;
  /** "Saved" */
  readonly saved: boolean;
  /** Theme and help have buttons. */
  readonly help: boolean;
  /** Presets, Open and Save have buttons. */
  readonly files: boolean;
  /** The views are tabs, not a menu. */
  readonly tabs: boolean;
  /** Live has its switch beside Run. */
  readonly live: boolean;
  /** What a run would do stands beside Run. */
  readonly estimate: boolean;
}

/**
 * What there is room for beside Run, which has its place first. Decided by the width of the window,
 * which counts zoom too; what has no place is in a menu.
 */
export function useBarRoom(): BarRoom {
  return {
    words: useMedia('(min-width: 1600px)'),
    saved: useMedia('(min-width: 1240px)'),
    help: useMedia('(min-width: 1180px)'),
    files: useMedia('(min-width: 1080px)'),
    tabs: useMedia('(min-width: 900px)'),
    live: useMedia('(min-width: 680px)'),
    estimate: useMedia('(min-width: 740px)'),
  };
}
