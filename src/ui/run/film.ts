import { create } from 'zustand';
import type { Document } from '../../graph/document/document.ts';
import type { FrameBefore } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import type { RunRequest } from './run-store.ts';

/** Frames from one to another, both of them included. */
export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

/** A run of a film: its frames one after the other. */
export type FilmRequest = RunRequest & { readonly range: FrameRange };

/**
 * Renders what is missing of the range, and tells nodes and top bar how far it is.
 * @returns how it ended, in words.
 */
export type FilmRunner = (request: FilmRequest, signal: AbortSignal) => Promise<string>;

type Before = ReadonlyMap<string, FrameBefore>;

let loadRunner: (() => Promise<FilmRunner>) | undefined;
let beforeOf: (frame: number) => Before | undefined = () => undefined;

/** The timeline, which stands above this and whose code comes later, says how a film is run. */
export function registerFilm(load: () => Promise<FilmRunner>): void {
  loadRunner = load;
}

/** What a person wants rendered and played; undefined: all of it. */
export const useChosenRange = create<{ readonly range: FrameRange | undefined }>(() => ({
  range: undefined,
}));

/** Inside the film as it is now; of a still its one frame. */
export function currentRange(): FrameRange {
  return rangeOf(useChosenRange.getState().range, useDocument.getState().document);
}

export function useRange(): FrameRange {
  const document = useDocument((state) => state.document);
  return rangeOf(
    useChosenRange((state) => state.range),
    document,
  );
}

function rangeOf(range: FrameRange | undefined, { sequence }: Document): FrameRange {
  const frames = sequence?.frames ?? 1;
  const last = Math.min(frames - 1, range?.last ?? frames - 1);
  return { first: Math.min(last, range?.first ?? 0), last };
}

/** Says what frames of the shown variant have from the frame before, as far as that is known. */
export function registerBefore(registered: typeof beforeOf): void {
  beforeOf = registered;
}

export async function runFilm(request: FilmRequest, signal: AbortSignal): Promise<string> {
  if (!loadRunner) return 'Not run';
  const run = await loadRunner();
  return run(request, signal);
}

/** What Run renders; undefined: the graph makes a still. */
export function wantedRange(): FrameRange | undefined {
  return useDocument.getState().document.sequence && currentRange();
}

/** For a plan of the frame that is shown. Where it is not known yet what it has from the one before, nothing. */
export function shownFrame(): { readonly frame: number; readonly before: Before } {
  const { frame } = useDocument.getState();
  return { frame, before: beforeOf(frame) ?? none };
}

const none: Before = new Map();
