import { macrotask } from '../../common/macrotask.ts';
import type { Problem, Result } from '../../common/result.ts';
import type { Picture } from '../../engine/picture/index.ts';
import type { Catalog } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import {
  type CompiledFrame,
  compileFrames,
  type FilmOptions,
  type FrameRange,
} from './compile-frames.ts';

/** Pictures on their way from a frame to the next, by key, exact. */
export type Delays = ReadonlyMap<string, Picture>;

/** What a host keeps of a film, so that nothing that is finished is lost. */
export interface FrameStore<Made> {
  /** Whether the picture of the frame with this key is there. */
  has(frame: number, key: string): boolean | Promise<boolean>;
  /** Takes what a frame has come to. A problem ends the sequence. */
  put(frame: number, key: string, made: Made): Promise<Result<unknown>>;
  /** The frames after which delays are kept. */
  checkpoints(): Promise<readonly number[]>;
  /** Of a frame; undefined when they cannot be read. Those with other keys than wanted are not used. */
  load(frame: number): Promise<Delays | undefined>;
  /**
   * Keeps what the next frame needs, float32 as it is. The last one is what a film goes on from; one
   * now and then besides, so that a change in the middle does not begin at the first frame.
   */
  save(frame: number, delays: Delays): Promise<void>;
}

export interface Film extends FilmOptions {
  readonly document: Document;
  readonly catalog: Catalog;
  readonly range: FrameRange;
  /** Ends the frame under way within a step; those that are finished stay. */
  readonly signal: AbortSignal;
}

/** What is held of each frame: keys, no pictures. */
type FrameNote = Pick<CompiledFrame, 'frame' | 'key' | 'before'>;
type FrameNotes = ReadonlyMap<number, FrameNote>;

type Notes =
  | { readonly ok: true; readonly frames: FrameNotes }
  /** Nothing failed: the person has ended it. */
  | { readonly ok: false; readonly failed?: { readonly frame: number; readonly problem: Problem } };

/** The keys of every frame that matters, or the first error. */
export async function noteFrames(options: Film): Promise<Notes> {
  const { document, catalog, range, signal } = options;
  const frames = new Map<number, FrameNote>();
  for (const compiled of compileFrames(document, catalog, filmOf(options), range)) {
    const { frame, key, before, errors } = compiled;
    const [problem] = errors;
    if (problem) return { ok: false, failed: { frame, problem: ofFrame(problem, frame) } };
    frames.set(frame, { frame, key, before });
    // Whoever shares the thread gets a turn.
    if (frame % 20 === 0) await macrotask();
    if (signal.aborted) return { ok: false };
  }
  return { ok: true, frames };
}

/** What frames are compiled with. */
export function filmOf({ environment, targets }: FilmOptions): FilmOptions {
  return { environment, ...(targets && { targets }) };
}

export interface Todo {
  readonly note: FrameNote;
  /** Its picture is there, or not asked for: it is run for what comes after it. */
  readonly isThere: boolean;
  /** What the frame before has left comes from a checkpoint, if there is any. */
  readonly begins: boolean;
}

/** The frames that are missing, and before them those that must be run for them. */
export async function framesToRun<Made>(
  notes: FrameNotes,
  { first, last }: FrameRange,
  store: FrameStore<Made>,
): Promise<readonly Todo[]> {
  const kept = new Set(await store.checkpoints());
  const noteOf = (frame: number) => notes.get(frame) as FrameNote;
  const todo: Todo[] = [];
  /** After this one has been run, the next can be. */
  let ran = -1;
  for (let frame = first; frame <= last; frame++) {
    if (await store.has(frame, noteOf(frame).key)) continue;
    let start = frame;
    while (start > ran + 1 && !(await canBegin(noteOf(start), kept, store))) start--;
    for (let at = start; at <= frame; at++) {
      todo.push({ note: noteOf(at), isThere: at < frame, begins: at === start && at > ran + 1 });
    }
    ran = frame;
  }
  return todo;
}

/** Whether all that the frame needs of the one before is at hand. */
async function canBegin<Made>(
  { frame, before }: FrameNote,
  kept: ReadonlySet<number>,
  store: FrameStore<Made>,
): Promise<boolean> {
  if (before.size === 0) return true;
  return kept.has(frame - 1) && hasAll(await store.load(frame - 1), before);
}

/** Whether what the frame needs of the one before is among these. */
export function hasAll(delays: Delays | undefined, before: FrameNote['before']): delays is Delays {
  return delays !== undefined && [...before.values()].every(({ key }) => delays.has(key));
}

export function ofFrame(problem: Problem, frame: number): Problem {
  return { ...problem, message: `Frame ${frame}: ${problem.message}` };
}
