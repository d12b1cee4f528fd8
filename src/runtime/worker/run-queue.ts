import { ok, type Result } from '../../common/result.ts';
import type { Plan } from '../compile/plan.ts';
import type { RgbaPicture, RunEvent } from '../execute/events.ts';
import type { FrameOptions, RunResult } from './protocol.ts';
import type { WorkerSupervisor } from './supervisor.ts';

/** Gives a worker one run at a time, and each run's events to whoever asked for the run. */
export interface RunQueue {
  run(plan: Plan, listener?: RunListener, of?: FrameOptions): RunHandle;
  onEvent(event: RunEvent<RgbaPicture>): void;
  /** Does something that must not happen during a run. */
  betweenRuns<T>(work: () => Promise<Result<T>>): Promise<Result<T>>;
}

export type RunListener = (event: RunEvent<RgbaPicture>) => void;

export interface RunHandle {
  readonly run: string;
  /** Cancelled runs are `ok` with `report.end === 'cancelled'`. */
  readonly finished: Promise<Result<RunResult>>;
  /** Stops within one gradient step, or replaces the worker when it does not answer. */
  cancel(): void;
  /** Ends within one gradient step with what there is by then; before it has begun, like `cancel`. */
  keep(): void;
}

interface Subscriber {
  readonly listener: RunListener;
  /** Called when the last event of the run has come. */
  readonly onEnd: () => void;
}

let count = 0;

export function createRunQueue(supervisor: WorkerSupervisor): RunQueue {
  const subscribers = new Map<string, Subscriber>();
  const betweenRuns = oneAfterTheOther();
  const runInWorker = workerRuns(supervisor, subscribers);

  return {
    betweenRuns,
    onEvent: (event) => {
      const subscriber = subscribers.get(event.run);
      subscriber?.listener(event);
      if (event.kind === 'preview' && !event.final) {
        supervisor.connection.post({ kind: 'received', run: event.run, seq: event.seq });
      }
      if (event.kind === 'done' || event.kind === 'failed' || event.kind === 'cancelled') {
        subscriber?.onEnd();
      }
    },
    run: (plan, listener = () => {}, of) => {
      const run = `run ${++count}`;
      let cancelled = false;
      let underWay = false;
      const finished = betweenRuns(async (): Promise<Result<RunResult>> => {
        const ready = await supervisor.ready();
        if (cancelled) return ok(cancelledResult(plan));
        if (!ready.ok) return ready;
        underWay = true;
        const result = await runInWorker(run, plan, listener, of);
        underWay = false;
        // Whoever pressed Stop got what they wanted, even if the worker had to go for it.
        if (cancelled && !result.ok) return ok(cancelledResult(plan));
        return result;
      });
      const cancel = () => {
        cancelled = true;
        if (!underWay) return;
        supervisor.activity = 'cancel';
        supervisor.interrupt('stop', run);
        void supervisor.call(async (api) => ok(await api.cancel(run)));
      };
      const keep = () => {
        if (!underWay) return cancel();
        supervisor.interrupt('keep', run);
        void supervisor.call(async (api) => ok(await api.keep(run)));
      };
      return { run, finished, cancel, keep };
    },
  };
}

/** Runs a plan in the worker of now; the events and the result come on different channels. */
function workerRuns(supervisor: WorkerSupervisor, subscribers: Map<string, Subscriber>) {
  const held = noteDelays();
  return async (run: string, plan: Plan, listener: RunListener, of?: FrameOptions) => {
    const { connection } = supervisor;
    const frame = of && held.leaveOut(of, connection);
    supervisor.activity = 'running';
    const lastEvent = new Promise<void>((onEnd) => subscribers.set(run, { listener, onEnd }));
    const result = await connection.call((api) => api.run(run, plan, frame));
    // Either may be first.
    if (result.ok) await Promise.race([lastEvent, connection.ended]);
    held.note(result, connection);
    subscribers.delete(run);
    if (supervisor.connection === connection) supervisor.activity = 'idle';
    return result;
  };
}

/** What a worker has of its last run, which need not go there again. */
function noteDelays() {
  let keys: ReadonlySet<string> = new Set();
  let holder: Connection | undefined;
  return {
    leaveOut: ({ given = new Map(), ...rest }: FrameOptions, connection: Connection) => {
      const isHeld = (key: string) => holder === connection && keys.has(key);
      return { ...rest, given: new Map([...given].filter(([key]) => !isHeld(key))) };
    },
    note: (result: Result<RunResult>, connection: Connection) => {
      holder = connection;
      keys = new Set(result.ok ? result.value.delays.keys() : []);
    },
  };
}

type Connection = WorkerSupervisor['connection'];

function oneAfterTheOther(): RunQueue['betweenRuns'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next;
    return next;
  };
}

/** The result of a run that was cancelled before it began. */
export function cancelledResult({ seeds, profile }: Plan): RunResult {
  return {
    report: { end: 'cancelled', ms: 0, profile, steps: [], seeds },
    delays: new Map(),
    pictures: [],
  };
}
