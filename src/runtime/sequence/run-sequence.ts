import type { Problem } from '../../common/result.ts';
import type { Plan } from '../compile/plan.ts';
import { compileFrame } from './compile-frames.ts';
import {
  type Delays,
  type Film,
  type FrameStore,
  filmOf,
  framesToRun,
  hasAll,
  noteFrames,
  ofFrame,
  type Todo,
} from './frames-to-run.ts';

/** One frame to be run. */
export interface FrameJob {
  readonly frame: number;
  readonly plan: Plan;
  readonly given: Delays;
  /** Keys of the frame before that nothing asks for any more. */
  readonly forget: readonly string[];
  readonly signal: AbortSignal;
}

/** What became of it; `Made` is the host's, such as an `Execution` or a `RunResult`. */
export type FrameOutcome<Made> =
  | { readonly end: 'done'; readonly made: Made; readonly delays: Delays }
  | { readonly end: 'cancelled' }
  | { readonly end: 'failed'; readonly problem: Problem };

export interface SequenceOptions<Made> extends Film {
  readonly runFrame: (job: FrameJob) => Promise<FrameOutcome<Made>>;
  readonly store: FrameStore<Made>;
  /** How many frames are run at the same time where none goes on from another; absent: one. */
  readonly atOnce?: number;
  /** Milliseconds. */
  readonly now?: () => number;
}

export type SequenceEvent<Made> =
  /** `left`: frames that are not there yet, those included that lie before them and must be run again. */
  | { readonly kind: 'start'; readonly frames: number; readonly left: number }
  | ({ readonly kind: 'frame-start'; readonly frame: number } & Progress)
  /** `made` is absent where the picture was there. */
  | ({
      readonly kind: 'frame-done';
      readonly frame: number;
      readonly key: string;
      readonly made?: Made;
    } & Progress)
  | { readonly kind: 'failed'; readonly frame: number; readonly problem: Problem }
  | { readonly kind: 'end'; readonly end: 'done' | 'cancelled' | 'failed' };

export interface Progress {
  /** Frames that are finished, of those to be run. */
  readonly done: number;
  readonly of: number;
  /** Guessed from the last few; absent before the first one is finished. */
  readonly secondsLeft?: number;
}

/**
 * Renders the frames of a film that the store does not have, each with what the one before has left
 * for it: from memory, from a checkpoint, or by running that one again. Run through, or stopped
 * anywhere and started again, it gives the same pictures to the bit. Holds no picture but those on
 * their way to the next frame. A frame that fails ends the film where others go on from it, else the
 * others are made. Frames are told of as they are done, which may be in another order where several
 * run at once. Problems name the frame. Rejects only if the store does.
 */
export async function* runSequence<Made>(
  options: SequenceOptions<Made>,
): AsyncGenerator<SequenceEvent<Made>, void, undefined> {
  const { signal, range } = options;
  const notes = await noteFrames(options);
  if (!notes.ok) {
    if (notes.failed) yield { kind: 'failed', ...notes.failed };
    yield { kind: 'end', end: notes.failed ? 'failed' : 'cancelled' };
    return;
  }
  const todo = await framesToRun(notes.frames, range, options.store);
  yield { kind: 'start', frames: range.last - range.first + 1, left: todo.length };
  const run = new SequenceRun(options, todo);
  let end: Extract<SequenceEvent<Made>, { kind: 'end' }>['end'] = 'done';
  const waiting = [...todo];
  for (;;) {
    while (waiting.length > 0 && run.hasRoom() && !signal.aborted) {
      const job = waiting.shift() as Todo;
      yield { kind: 'frame-start', frame: job.note.frame, ...run.progress() };
      run.begin(job);
    }
    const ended = await run.next();
    if (!ended) break;
    const { job, ran } = ended;
    const { frame, key } = job.note;
    if (ran.end === 'done') {
      const made = job.isThere ? {} : { made: ran.made };
      yield { kind: 'frame-done', frame, key, ...made, ...run.progress() };
      continue;
    }
    end = ran.end;
    if (ran.end === 'failed') {
      yield { kind: 'failed', frame, problem: ofFrame(ran.problem, frame) };
    }
    if (ran.end === 'cancelled' || ran.stops) waiting.length = 0;
  }
  yield { kind: 'end', end: signal.aborted ? 'cancelled' : end };
}

type Ran<Made> =
  | Exclude<FrameOutcome<Made>, { readonly end: 'failed' }>
  /** `stops`: the frames after it cannot be made without it. */
  | { readonly end: 'failed'; readonly problem: Problem; readonly stops: boolean };

const none: Delays = new Map();

interface Ended<Made> {
  readonly job: Todo;
  readonly ran: Ran<Made>;
}

/** The state of one sequence. */
class SequenceRun<Made> {
  readonly #options: SequenceOptions<Made>;
  readonly #count: number;
  readonly #atOnce: number;
  readonly #running = new Map<Todo, Promise<Ended<Made>>>();
  /** What the last frame has left for the next. */
  #delays: Delays = none;
  /** Keys of all values of the last few frames. */
  readonly #keys: (readonly string[])[] = [];
  readonly #now: () => number;
  /** Milliseconds from each of the last few frames to the next. */
  readonly #times: number[] = [];
  #lastEnd: number;
  #done = 0;

  constructor(options: SequenceOptions<Made>, todo: readonly Todo[]) {
    this.#options = options;
    this.#count = todo.length;
    const apart = todo.every(({ note }) => note.before.size === 0);
    this.#atOnce = apart ? (options.atOnce ?? 1) : 1;
    this.#now = options.now ?? (() => performance.now());
    this.#lastEnd = this.#now();
  }

  /** Whether another frame may be run beside those under way. */
  hasRoom(): boolean {
    return this.#running.size < this.#atOnce;
  }

  begin(job: Todo): void {
    const running = this.#frame(job).then((ran) => ({ job, ran }));
    // Where several reject, one is thrown by `next`.
    running.catch(() => {});
    this.#running.set(job, running);
  }

  /** The frame that ends first, of those under way; undefined: there is none. */
  async next(): Promise<Ended<Made> | undefined> {
    if (this.#running.size === 0) return undefined;
    const ended = await Promise.race(this.#running.values());
    this.#running.delete(ended.job);
    return ended;
  }

  progress(): Progress {
    const left = this.#count - this.#done;
    const mean = this.#times.reduce((sum, ms) => sum + ms, 0) / this.#times.length;
    const secondsLeft = (mean * left) / 1000;
    const guess = this.#times.length > 0 && { secondsLeft };
    return { done: this.#done, of: this.#count, ...guess };
  }

  async #frame({ note, isThere, begins }: Todo): Promise<Ran<Made>> {
    const { document, catalog, runFrame, store, signal } = this.#options;
    const { frame, key, before } = note;
    const { plan } = compileFrame(document, catalog, filmOf(this.#options), frame, before);
    const stops = plan.delays.length > 0;
    const given = begins && before.size > 0 ? await store.load(frame - 1) : this.#delays;
    if (!hasAll(given, before)) return { end: 'failed', problem: lostBefore, stops };
    const forget = this.#forgetAll(plan);
    const ran = await runFrame({ frame, plan, given, forget, signal });
    if (ran.end === 'failed') return { ...ran, stops };
    if (ran.end === 'cancelled') return ran;
    if (!isThere) {
      const kept = await store.put(frame, key, ran.made);
      if (!kept.ok) return { end: 'failed', problem: kept.problem, stops: true };
    }
    this.#delays = ran.delays;
    if (ran.delays.size > 0) await store.save(frame, ran.delays);
    this.#finish();
    return ran;
  }

  /** Values of frames before that this one does not use go, so that memory does not fill with frames. */
  #forgetAll({ steps }: Plan): readonly string[] {
    const keys = steps.flatMap(({ key, memoKey }) => (memoKey ? [key, memoKey] : [key]));
    const used = new Set(keys);
    const old = this.#keys.flat().filter((key) => !used.has(key));
    this.#keys.push(keys);
    // Whoever runs this one has last run one of these.
    if (this.#keys.length > 2 * this.#atOnce - 1) this.#keys.shift();
    return old;
  }

  #finish(): void {
    const now = this.#now();
    this.#done += 1;
    this.#times.push(now - this.#lastEnd);
    if (this.#times.length > 8) this.#times.shift();
    this.#lastEnd = now;
  }
}

const lostBefore: Problem = {
  code: 'no-frame-before',
  message: 'What it goes on from is gone.',
  remedy: 'Start the film again: what is missing is made anew.',
};
