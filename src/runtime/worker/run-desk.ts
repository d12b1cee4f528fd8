import { ok, type Result } from '../../common/result.ts';
import type { Plan } from '../compile/plan.ts';
import type { RgbaPicture, RunEvent } from '../execute/events.ts';
import type { RunHandle } from './client-types.ts';
import type { Keeper } from './keeper.ts';
import type { RunResult } from './protocol.ts';

/** Hands runs to the worker one at a time and their events to whoever asked for them. */
export interface RunDesk {
  run(plan: Plan, listener?: RunListener): RunHandle;
  hear(event: RunEvent<RgbaPicture>): void;
  /** Does something that must not happen during a run. */
  between<T>(work: () => Promise<Result<T>>): Promise<Result<T>>;
}

type RunListener = (event: RunEvent<RgbaPicture>) => void;

interface Visitor {
  readonly listener: RunListener;
  /** Called when the last event of the run has come. */
  readonly over: () => void;
}

let count = 0;

export function createRunDesk(keeper: Keeper): RunDesk {
  const visitors = new Map<string, Visitor>();
  let last: Promise<unknown> = Promise.resolve();

  const between = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const next = last.then(work);
    last = next;
    return next;
  };

  /** Events and the result come by two ways, so either may be first. */
  const carryOut = async (run: string, plan: Plan, listener: RunListener) => {
    const { life } = keeper;
    keeper.occupation = 'running';
    const told = new Promise<void>((over) => visitors.set(run, { listener, over }));
    const result = await life.call((api) => api.run(run, plan));
    if (result.ok) await Promise.race([told, life.ended]);
    visitors.delete(run);
    if (keeper.life === life) keeper.occupation = 'idle';
    return result;
  };

  return {
    between,
    hear: (event) => {
      const visitor = visitors.get(event.run);
      visitor?.listener(event);
      if (event.kind === 'preview' && !event.final) {
        keeper.life.post({ kind: 'shown', run: event.run, seq: event.seq });
      }
      if (event.kind === 'done' || event.kind === 'failed' || event.kind === 'cancelled') {
        visitor?.over();
      }
    },
    run: (plan, listener = () => {}) => {
      const run = `run ${++count}`;
      let cancelled = false;
      let underWay = false;
      const finished = between(async (): Promise<Result<RunResult>> => {
        const ready = await keeper.ready();
        if (cancelled) return ok(cancelledResult(plan));
        if (!ready.ok) return ready;
        underWay = true;
        const result = await carryOut(run, plan, listener);
        underWay = false;
        // Whoever pressed Stop got what they wanted, even if the worker had to go for it.
        if (cancelled && !result.ok) return ok(cancelledResult(plan));
        return result;
      });
      const cancel = () => {
        cancelled = true;
        if (!underWay) return;
        keeper.occupation = 'cancel';
        void keeper.call(async (api) => ok(await api.cancel(run)));
      };
      return { run, finished, cancel };
    },
  };
}

/** The result of a run that was cancelled before it began. */
export function cancelledResult({ seeds, profile }: Plan): RunResult {
  return { report: { end: 'cancelled', ms: 0, profile, steps: [], seeds }, pictures: [] };
}
