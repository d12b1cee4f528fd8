import type { Problem, Result } from '../../common/result.ts';
import type { BackendName, Session, Trial } from '../../engine/index.ts';
import type { Picture } from '../../engine/picture/index.ts';
import type { Catalog } from '../../graph/definition/definition.ts';
import type { ValueCache } from '../cache/value-cache.ts';
import type { Plan } from '../compile/plan.ts';
import type { RunEvent } from '../execute/events.ts';
import { execute } from '../execute/execute.ts';
import type { Execution, ExecutorDeps, Runs, UnfinishedKeeper } from '../execute/executor-types.ts';
import type { Files } from '../files/files.ts';
import { type EventPort, toRgba } from './event-port.ts';
import { Interrupt } from './interrupt.ts';
import type { FrameOptions, RunResult, WorkerInfo } from './protocol.ts';

/** What a worker is made of, so that tests can serve nodes of their own. */
export interface WorkerParts {
  readonly catalog: Catalog;
  readonly runs: Runs;
  readonly session: Session;
  /** Every backend that may work here, the first choice first. */
  readonly backends: readonly BackendName[];
  /**
   * Makes the first of these current that computes right.
   * @param assets URL of the folder with kernels/.
   * @param deterministic only wasm, and only with the same numbers on every machine.
   */
  readonly useBackend: (
    names: readonly BackendName[],
    assets: string,
    deterministic: boolean,
  ) => Promise<Result<WorkerInfo>>;
  /** Tests and times one, with the time to beat. The worker is of no use afterwards. */
  readonly timeBackend: (name: BackendName, bar: number, assets: string) => Promise<Trial>;
  /** Lets no more than so many threads work on a picture. */
  readonly useThreads: (count: number) => void;
  /** Has long work ask whether it is to end; null: it need not. */
  readonly interruptWhen: (check: (() => boolean) | null) => void;
  /** Why the current backend can go on no more. */
  readonly breakdown: () => Problem | undefined;
}

/** What exists once the page has said hello. */
export interface WorkerState {
  readonly cache: ValueCache;
  readonly files: Files;
  readonly events: EventPort;
  readonly assets: string;
  readonly unfinished?: UnfinishedKeeper;
  /** Where the page says by shared memory that a run is to end; see `Interrupt`. */
  readonly interrupt?: SharedArrayBuffer;
  info: WorkerInfo;
}

export interface Runner {
  run(run: string, plan: Plan, of?: FrameOptions): Promise<RunResult>;
  /** Does nothing when another run, or none, is under way. */
  cancel(run: string): void;
  /** Likewise. */
  keep(run: string): void;
}

interface CurrentRun {
  readonly run: string;
  readonly stop: AbortController;
  readonly keep: AbortController;
  /** Number of the next event. */
  readonly seq: { next: number };
}

/** Runs plans one at a time, and goes on with the next backend when one is lost in mid-run. */
export function createRunner(parts: WorkerParts, started: () => WorkerState): Runner {
  let current: CurrentRun | undefined;

  /** What the last run has left for the next frame. */
  let delays: ReadonlyMap<string, Picture> = new Map();

  const attempt = ({ run, stop, keep, seq }: CurrentRun, plan: Plan, of: FrameOptions) => {
    const { events } = started();
    const onEvent = (event: RunEvent<Picture>) => {
      // The next attempt says how the run ends.
      const lost = event.kind === 'failed' || event.kind === 'step-failed';
      if (lost && parts.breakdown()) return;
      events.emit({ ...event, seq: seq.next++ });
    };
    return execute(depsOf(parts, started()), plan, {
      run,
      signal: stop.signal,
      keep: keep.signal,
      onEvent,
      isWanted: events.isWanted,
      given: new Map([...delays, ...(of.given ?? [])]),
      ...(of.forget && { forget: of.forget }),
    });
  };

  return {
    run: async (run, plan, of = {}) => {
      const now = {
        run,
        stop: new AbortController(),
        keep: new AbortController(),
        seq: { next: 0 },
      };
      current = now;
      parts.interruptWhen(interruptOf(now, started().interrupt));
      try {
        let execution = await attempt(now, plan, of);
        while (execution.report.end === 'failed' && (await takeOver(parts, started()))) {
          execution = await attempt(now, plan, of);
        }
        delays = execution.delays;
        return resultOf(execution);
      } finally {
        current = undefined;
        parts.interruptWhen(null);
      }
    },
    cancel: (run) => {
      if (current?.run === run) current.stop.abort();
    },
    keep: (run) => {
      if (current?.run === run) current.keep.abort();
    },
  };
}

/** Whether the page wants the run ended, which it may have said while the thread was busy. */
function interruptOf(
  { run, stop, keep }: CurrentRun,
  shared: SharedArrayBuffer | undefined,
): (() => boolean) | null {
  if (!shared) return null;
  const interrupt = new Interrupt(shared);
  return () => {
    if (interrupt.asks('stop', run)) stop.abort();
    // Ends the work at hand only: what reads its result still runs.
    else if (!keep.signal.aborted && interrupt.asks('keep', run)) keep.abort();
    else return false;
    return true;
  };
}

function depsOf(
  { catalog, runs, session, breakdown }: WorkerParts,
  state: WorkerState,
): ExecutorDeps {
  const { cache, files, info, unfinished } = state;
  const { readPicture, loadNetwork, openClip } = files;
  const services = { session, readPicture, loadNetwork, openClip };
  const kept = unfinished && { unfinished };
  return { catalog, runs, cache, services, profile: info.profile, breakdown, ...kept };
}

/** @returns whether another backend has taken over from one that was lost. */
async function takeOver(parts: WorkerParts, state: WorkerState): Promise<boolean> {
  const because = parts.breakdown();
  if (!because) return false;
  parts.session.dispose();
  const others = parts.backends.filter((name) => name !== state.info.report.backend);
  // What is lost is a graphics card, which promises nothing.
  const next = await parts.useBackend(others, state.assets, false);
  if (!next.ok) return false;
  state.info = next.value;
  state.events.post({ kind: 'backend', info: next.value, because });
  return true;
}

function resultOf({ report, delays, targets }: Execution): RunResult {
  const pictures = targets.flatMap(({ outputs, picture, ...target }) =>
    picture ? [{ ...target, picture: toRgba(picture) }] : [],
  );
  return { report, delays, pictures };
}
