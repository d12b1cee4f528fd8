import { create } from 'zustand';
import type { Problem } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { ProgressDetail } from '../../nodes/_run/node-run.ts';
import { loadImage } from '../../nodes/load-image/definition.ts';
import { referenceKey } from '../../runtime/browser.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { savedResults } from '../results/saved-results.ts';

/** What is known of a photo before its run. */
export interface PlannedPhoto {
  /** Content keys of its pictures, one for each output; the first stands for the photo. */
  readonly keys: readonly string[];
  /** The node of each. */
  readonly nodes: readonly string[];
  /** For the names of its files. */
  readonly words: { readonly layer: string; readonly seed: string };
  readonly problem: Problem | undefined;
}

/** Photos are told apart by `referenceKey`: their places change as others come and go. */
export interface BatchState {
  readonly files: readonly FileReference[];
  /** Of the shown variant, as far as it is known, by photo. */
  readonly planned: ReadonlyMap<string, PlannedPhoto>;
  /** What the history has of them, by content key. */
  readonly kept: ReadonlyMap<string, HistoryEntry>;
  /** Photos that the run under way is still for. */
  readonly waiting: ReadonlySet<string>;
  readonly running: RunningPhoto | undefined;
  /** Why a photo failed, as long as nothing of it changes. */
  readonly failed: ReadonlyMap<string, FailedPhoto>;
  /** Why a photo cannot be shown. */
  readonly unreadable: ReadonlyMap<string, Problem>;
}

interface RunningPhoto {
  readonly photo: string;
  readonly detail?: ProgressDetail | undefined;
  readonly msLeft?: number | undefined;
}

interface FailedPhoto {
  readonly problem: Problem;
  /** Of the picture that it did not make. */
  readonly key: string | undefined;
}

export const noBatch: BatchState = {
  files: [],
  planned: new Map(),
  kept: new Map(),
  waiting: new Set(),
  running: undefined,
  failed: new Map(),
  unreadable: new Map(),
};

/** Several photos of the open graph, and what has become of them. */
export const useBatch = create<BatchState>(() => noBatch);

/** How a photo stands. */
export type PhotoState =
  | { readonly is: 'failed'; readonly problem: Problem }
  | { readonly is: 'running'; readonly at: RunningPhoto }
  | { readonly is: 'waiting' }
  | { readonly is: 'done'; readonly entry: HistoryEntry | undefined; readonly key: string }
  | { readonly is: 'open' };

export function photoState(state: BatchState, file: FileReference): PhotoState {
  const photo = referenceKey(file);
  const { keys = [], problem } = state.planned.get(photo) ?? {};
  const [key] = keys;
  if (state.running?.photo === photo) return { is: 'running', at: state.running };
  const isDone = keys.length > 0 && keys.every((each) => isThere(state, each));
  if (key !== undefined && isDone) return { is: 'done', entry: state.kept.get(key), key };
  if (state.waiting.has(photo)) return { is: 'waiting' };
  const failure = state.failed.get(photo);
  if (failure && failure.key === key) return { is: 'failed', problem: failure.problem };
  const broken = problem ?? state.unreadable.get(photo);
  return broken ? { is: 'failed', problem: broken } : { is: 'open' };
}

/** In the history, or where that keeps nothing, in this page. */
function isThere({ kept }: BatchState, key: string): boolean {
  return kept.has(key) || savedResults.get(key)?.run !== undefined;
}

/** What people call a photo. */
export function photoTitle(file: FileReference): string {
  return loadImage.params.file.words(file);
}

/** How many photos stand so. */
export function tally(state: BatchState): Readonly<Record<PhotoState['is'], number>> {
  const counts = { failed: 0, running: 0, waiting: 0, done: 0, open: 0 };
  for (const file of state.files) counts[photoState(state, file).is] += 1;
  return counts;
}
