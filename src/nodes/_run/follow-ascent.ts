import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import {
  type AscentEvent,
  type AscentPlace,
  type AscentResult,
  listenToCheckpoints,
  type Octaves,
} from '../../engine/index.ts';
import { count } from '../../graph/document/names.ts';
import { createBetweenEvents } from './between-events.ts';
import type { CutShort, ProgressDetail, RunContext } from './node-run.ts';

type Ascent = AsyncGenerator<AscentEvent, Result<AscentResult>>;

/** An ascent as far as it has come. */
export interface UnfinishedAscent {
  readonly place: AscentPlace;
  /** What it has said of octaves, and what it has warned of. */
  readonly heard: readonly Heard[];
}

type OctaveEvent = Omit<Extract<AscentEvent, { kind: 'octave' }>, 'preview'>;
type Heard = OctaveEvent | Extract<AscentEvent, { kind: 'warning' }>;

function withoutPreview({ preview: _, ...octave }: Extract<AscentEvent, { kind: 'octave' }>) {
  return octave;
}

/** What came of an ascent, and what is to be said of it. */
export interface Followed {
  readonly octaves: Octaves;
  readonly warnings: readonly Problem[];
  /** What each part of a combined objective moved in the last step. */
  readonly shares?: readonly number[] | undefined;
}

/**
 * Runs an ascent to its end and reports its progress to the context. The warnings come with the
 * result, so that they are shown again when the cached result is used. An ascent that is stopped
 * gives what it has come to where the person wants that. Problems: those of the ascent, and
 * `cancelled` when it was stopped for nothing.
 */
export async function followAscent(
  ascent: Ascent,
  context: RunContext,
  before?: UnfinishedAscent,
): Promise<Result<Followed>> {
  const warnings = collectWarnings();
  const heard = [...(before?.heard ?? [])];
  heard.forEach(warnings.add);
  const report = createReporter(context);
  let where: CutShort = { octave: 1, octaves: 1, step: 0 };
  for (;;) {
    const { done, value } = await whileListening(ascent, report.checkpoint);
    if (!done) {
      warnings.add(value);
      if (value.kind === 'octave') heard.push(withoutPreview(value));
      if (value.kind === 'warning') heard.push(value);
      if (value.kind === 'octave-done') {
        context.keepUnfinished({ place: value.place, heard: [...heard] }, value.octave + 2);
      }
      where = placeAfter(value, where);
      await report.event(value);
      continue;
    }
    if (!value.ok) return value;
    // A picture that is only half done must not be taken for the result of these parameters.
    if (value.value.end === 'stopped') {
      if (!context.isKept()) return fail(cancelled);
      context.cutShort(where);
    }
    const { octaves, shares } = value.value;
    return ok({ octaves, warnings: warnings.all(), shares });
  }
}

/** The next event, with what work passes on its way to it. */
async function whileListening(ascent: Ascent, onCheckpoint: () => void) {
  listenToCheckpoints(onCheckpoint);
  try {
    return await ascent.next();
  } finally {
    listenToCheckpoints(null);
  }
}

function placeAfter(event: AscentEvent, before: CutShort): CutShort {
  switch (event.kind) {
    case 'octave':
      return { octave: event.octave + 1, octaves: event.octaves, step: 0 };
    case 'step':
      return { ...before, step: event.step + 1 };
    case 'tile':
    case 'octave-done':
    case 'warning':
      return before;
  }
}

const cancelled = { code: 'cancelled', message: 'The run was stopped.' };

function createReporter({ progress, preview, onAscent }: RunContext) {
  let octave = { octave: 1, octaves: 1 };
  let size = { width: 1, height: 1 };
  let steps = 0;
  let detail: ProgressDetail = octave;
  let last = 0;
  const between = createBetweenEvents((fraction) => progress(fraction, detail));
  const tell = (fraction: number, what: ProgressDetail) => {
    detail = what;
    last = fraction;
    between.event(fraction);
    progress(fraction, what);
  };
  const onEvent = async (event: AscentEvent): Promise<void> => {
    onAscent?.(event);
    switch (event.kind) {
      case 'octave':
        octave = { octave: event.octave + 1, octaves: event.octaves };
        size = { width: event.width, height: event.height };
        steps = event.iterations;
        detail = steps > 0 ? { ...octave, step: 1, steps } : octave;
        progress(last, detail);
        // The first step may take a minute, and until then there is something to see.
        return event.octave === 0 ? preview(event.preview, size) : undefined;
      case 'tile': {
        const { step, tile, tiles } = event;
        tell(event.progress, { ...octave, step, steps, tile, tiles });
        return event.preview && preview(event.preview, size);
      }
      case 'step':
        // The next one, which is at work from now on.
        tell(event.progress, { ...octave, step: Math.min(event.step + 2, steps), steps });
        return preview(event.preview, size);
      case 'octave-done':
      case 'warning':
        return;
    }
  };
  return { event: onEvent, checkpoint: between.checkpoint };
}

/** The warnings of an ascent, each once: several octaves may have the same to say. */
function collectWarnings() {
  const warnings = new Map<string, Problem>();
  const vanished: string[] = [];
  let octave: OctaveEvent | null = null;
  return {
    add(event: Heard | AscentEvent): void {
      if (event.kind === 'octave') octave = event;
      if (event.kind !== 'warning') return;
      const { code, input = '' } = event.problem;
      if (code === 'gradient-vanished' && octave) {
        vanished.push(`${octave.width} x ${octave.height}`);
      }
      warnings.set(`${code} ${input}`, event.problem);
    },
    all(): readonly Problem[] {
      return [...warnings.values()].map((problem) =>
        problem.code === 'gradient-vanished' && octave
          ? {
              ...problem,
              message: vanishedIn(vanished, octave.octaves),
              remedy: 'Choose another layer or channel, a larger mask, or another start picture.',
            }
          : problem,
      );
    },
  };
}

/** The picture is nearly the one before, which looks like a fault if nothing is said. */
function vanishedIn(sizes: readonly string[], octaves: number): string {
  return `The gradient vanished in ${sizes.length} of ${count(octaves, 'octave')} (${sizes.join(', ')}): nothing there moves the objective, so these are left as they were.`;
}
