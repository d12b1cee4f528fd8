import { create } from 'zustand';
import type { Problem } from '../../common/result.ts';
import { useDocument, varied } from '../document/document-store.ts';
import { createEmitter } from '../kit/emitter.ts';
import { nameOf } from '../run/run-store.ts';
import type { FrameEntry } from './frame-entry.ts';
import type { FrameKeys } from './frame-keys.ts';
import { listFrames } from './frame-storage.ts';

/** What has become of a frame as the film is now. */
export type FrameState = 'none' | 'stale' | 'rendered' | 'running' | 'failed';

export interface FilmState {
  /** Id of the document that `stored` is about. */
  readonly film: string;
  /** What this browser keeps of the film, by key. */
  readonly stored: ReadonlyMap<string, FrameEntry>;
  /** Of the shown variant; undefined: not known yet. */
  readonly keys: FrameKeys | undefined;
  /** The frames that are being rendered, of the shown variant. */
  readonly running: ReadonlySet<number>;
  /** Why frames could not be rendered, by the frame, as long as nothing changes. */
  readonly failed: ReadonlyMap<number, Problem>;
}

/** The frames of the film that is open: what each is made of, and which are there. */
export const useFilm = create<FilmState>(() => ({
  film: '',
  stored: new Map(),
  keys: undefined,
  running: new Set(),
  failed: new Map(),
}));

/** Looks up what was kept of a film before. */
export async function openFrames(film: string): Promise<void> {
  useFilm.setState({ film, stored: new Map(), failed: new Map(), running: new Set() });
  const listed = await listFrames(film);
  if (!listed.ok || useFilm.getState().film !== film) return;
  const entries = [...listed.value].sort((a, b) => a.made - b.made);
  useFilm.setState(({ stored }) => ({
    stored: new Map([...entries.map((entry) => [entry.key, entry] as const), ...stored]),
  }));
}

/** Every picture as soon as it is kept, of whichever film. */
export const frameStored = createEmitter<FrameEntry>();

export function noteStored(entry: FrameEntry, evicted: readonly string[]): void {
  useFilm.setState(({ film, stored }) => {
    if (entry.film !== film) return {};
    const next = new Map(stored);
    for (const key of evicted) next.delete(key);
    return { stored: next.set(entry.key, entry) };
  });
  frameStored.emit(entry);
}

/** How every frame stands. */
export function frameStates({ keys, stored, running, failed }: FilmState): readonly FrameState[] {
  const variant = nameOf(useDocument.getState().variant);
  const before = new Set<number>();
  for (const entry of stored.values()) {
    if (entry.variant === variant && entry.node === keys?.target) before.add(entry.frame);
  }
  const count = keys?.frames.length ?? varied().sequence?.frames ?? 1;
  return Array.from({ length: count }, (_, frame): FrameState => {
    const key = keys?.frames[frame]?.key;
    if (running.has(frame)) return 'running';
    if (key !== undefined && stored.has(key)) return 'rendered';
    if (failed.has(frame)) return 'failed';
    return before.has(frame) ? 'stale' : 'none';
  });
}

/** The newest picture of a node at a frame that was made with other values. */
export function stalePicture(
  { stored }: FilmState,
  variant: string,
  frame: number,
  node: string,
): FrameEntry | undefined {
  let newest: FrameEntry | undefined;
  for (const entry of stored.values()) {
    const fits = entry.frame === frame && entry.node === node && entry.variant === variant;
    if (fits && entry.made >= (newest?.made ?? 0)) newest = entry;
  }
  return newest;
}
