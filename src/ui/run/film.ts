import type { FrameBefore } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import type { Outlook, RunRequest } from './run-store.ts';
import { useRun } from './run-store.ts';

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

interface Film {
  readonly runner: () => Promise<FilmRunner>;
  /** What a person wants rendered. */
  readonly range: () => FrameRange;
}

let film: Film | undefined;
let beforeOf: (frame: number) => Before | undefined = () => undefined;

/** The timeline, which stands above this and whose code comes later, says how a film is run. */
export function registerFilm(registered: Film): void {
  film = registered;
}

/** Says what frames of the shown variant have from the frame before, as far as that is known. */
export function registerBefore(registered: typeof beforeOf): void {
  beforeOf = registered;
}

export async function runFilm(request: FilmRequest, signal: AbortSignal): Promise<string> {
  if (!film) return 'Not run';
  const run = await film.runner();
  return run(request, signal);
}

/** What Run renders; undefined: the graph makes a still. */
export function wantedRange(): FrameRange | undefined {
  return useDocument.getState().document.sequence && film?.range();
}

/** For a plan of the frame that is shown. Where it is not known yet what it has from the one before, nothing. */
export function shownFrame(): { readonly frame: number; readonly before: Before } {
  const { frame } = useDocument.getState();
  return { frame, before: beforeOf(frame) ?? none };
}

const none: Before = new Map();

/** What rendering the range would do; undefined in a still. */
export function setFilmOutlook(outlook: Outlook | undefined): void {
  if (useRun.getState().film !== outlook) useRun.setState({ film: outlook });
}
