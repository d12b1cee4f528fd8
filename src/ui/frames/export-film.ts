import { create } from 'zustand';
import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import type { ClipSettings } from '../../nodes/save-clip/settings.ts';
import { type ClipWriter, clipFormats, createClipWriter } from '../../runtime/browser.ts';
import { varied } from '../document/document-store.ts';
import { downloadBlob } from '../files/file-access.ts';
import { askBeforeLeaving } from '../kit/before-leaving.ts';
import { fileNameOf } from '../kit/files.ts';
import type { FrameRange } from '../run/film.ts';
import { useQueue } from '../run/run-queue.ts';
import { endedRuns, renderRange } from '../run/runner.ts';
import { notify } from '../session/session-store.ts';
import { filmSound } from './clip-sound.ts';
import { frameStored, useFilm } from './film-store.ts';
import type { FrameKeys } from './frame-keys.ts';
import { readFrame } from './frame-storage.ts';

export interface ExportProgress {
  /** "glasshouse.mp4" */
  readonly file: string;
  /** Frames that are in the file, of how many. */
  readonly done: number;
  readonly of: number;
  readonly msLeft: number | undefined;
  /** The next frame is not rendered yet. */
  readonly waiting: boolean;
}

/** The film that is being written. */
export const useExport = create<{ readonly current: ExportProgress | undefined }>(() => ({
  current: undefined,
}));

let stop = new AbortController();

export function cancelExport(): void {
  stop.abort();
}

let asks = false;

/**
 * Writes a range of the film into a file, frame by frame as they are there: at once, or while the rest
 * is rendered. The file is downloaded when it is whole.
 */
export async function exportFilm(settings: ClipSettings, range: FrameRange): Promise<void> {
  if (useExport.getState().current) return;
  if (!asks) askBeforeLeaving(() => useExport.getState().current !== undefined);
  asks = true;
  stop = new AbortController();
  const { ending } = clipFormats[settings.format];
  const file = `${fileNameOf(settings.name)}${ending}`;
  const of = range.last - range.first + 1;
  useExport.setState({ current: { file, done: 0, of, msLeft: undefined, waiting: true } });
  const written = await write(settings, range, stop.signal);
  useExport.setState({ current: undefined });
  if (!written.ok) {
    if (!stop.signal.aborted) notify(problemText(written.problem), 'alert');
    return;
  }
  downloadBlob(written.value.file, file);
  const notes = written.value.notes.map(problemText);
  notify([`${file} is in your downloads.`, ...notes].join(' '));
}

type Written = Awaited<ReturnType<ClipWriter['finish']>>;

async function write(
  settings: ClipSettings,
  range: FrameRange,
  signal: AbortSignal,
): Promise<Written> {
  const keys = await completeKeys(signal);
  if (!keys) return fail(cancelled);
  const wanted = keys.frames.slice(range.first, range.last + 1).map((frame) => frame?.key);
  const { stored } = useFilm.getState();
  if (wanted.some((key) => key === undefined || !stored.has(key))) void renderRange(range);
  const graph = settings.metadata ? serialiseDocument(varied(), { compact: true }) : null;
  const { fps = 24 } = keys.document.sequence ?? {};
  const { profile } = keys.environment;
  const withSound = settings.sound && clipFormats[settings.format].hasSound;
  const { sound, note } = withSound ? await filmSound(keys.document, keys.target ?? '', range) : {};
  const began = performance.now();
  let writer: ClipWriter | undefined;
  for (const [done, key] of wanted.entries()) {
    tell({ done, msLeft: timeLeft(began, done, wanted.length) });
    const frame = await frameOf(key, range.first + done, signal);
    const added = frame.ok ? await add(frame.value) : frame;
    if (added.ok) continue;
    writer?.abort();
    return added;
  }
  tell({ done: wanted.length, msLeft: undefined, waiting: false });
  const written = (await writer?.finish()) ?? fail(cancelled);
  if (!written.ok || !note) return written;
  return ok({ ...written.value, notes: [note, ...written.value.notes] });

  async function add(picture: Blob): Promise<Result<void>> {
    const bitmap = await createImageBitmap(picture);
    const { width, height } = bitmap;
    if (!writer) {
      const { format, quality, name } = settings;
      const file = { width, height, fps, quality, graph, profile, name: fileNameOf(name) };
      const options = { ...file, ...(sound && { sound }) };
      const begun = await createClipWriter(format, options);
      if (!begun.ok) return begun;
      writer = begun.value;
      signal.addEventListener('abort', () => writer?.abort(), { once: true });
    }
    return signal.aborted ? fail(cancelled) : writer.add(bitmap);
  }
}

function tell(change: Partial<ExportProgress>): void {
  useExport.setState(({ current }) => ({ current: current && { ...current, ...change } }));
}

function timeLeft(began: number, done: number, of: number): number | undefined {
  return done === 0 ? undefined : ((performance.now() - began) / done) * (of - done);
}

/** What all frames are made of, once that is known; undefined: the person has ended it. */
function completeKeys(signal: AbortSignal): Promise<FrameKeys | undefined> {
  return new Promise((resolve) => {
    const look = () => {
      const { keys } = useFilm.getState();
      if (!signal.aborted && !keys?.complete) return;
      end();
      signal.removeEventListener('abort', look);
      resolve(signal.aborted ? undefined : keys);
    };
    const end = useFilm.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** The picture of a frame as soon as it is there. Problem: `not-rendered`, when no run makes it. */
async function frameOf(
  key: string | undefined,
  frame: number,
  signal: AbortSignal,
): Promise<Result<Blob>> {
  if (key === undefined) return fail(notRendered(frame));
  const ended = new AbortController();
  try {
    // From before it is looked for, so that it is not missed.
    const arrives = arrival(key, signal, ended.signal);
    const there = await readFrame(key);
    tell({ waiting: there === undefined });
    if (there) return ok(there);
    const came = await arrives;
    if (signal.aborted) return fail(cancelled);
    const picture = came ? await readFrame(key) : undefined;
    return picture ? ok(picture) : fail(notRendered(frame));
  } finally {
    ended.abort();
  }
}

/** @returns whether the frame has come; not when its run is over, or the person has ended the export. */
function arrival(key: string, ...signals: readonly AbortSignal[]): Promise<boolean> {
  return new Promise((resolve) => {
    const ends = [
      frameStored.subscribe((entry) => entry.key === key && settle(true)),
      endedRuns.subscribe(({ request }) => request.range && !isFilmQueued() && settle(false)),
    ];
    const settle = (came: boolean) => {
      for (const end of ends) end();
      resolve(came);
    };
    for (const signal of signals) {
      signal.addEventListener('abort', () => settle(false), { once: true });
    }
  });
}

/** Frames may still come. */
function isFilmQueued(): boolean {
  return useQueue.getState().waiting.some(({ range }) => range !== undefined);
}

const cancelled: Problem = { code: 'cancelled', message: 'The export was ended.' };

function notRendered(frame: number): Problem {
  return {
    code: 'not-rendered',
    message: `The export ended: frame ${frame} is not rendered.`,
    remedy: 'Render the range, then export it again: the frames that are rendered stay.',
  };
}
