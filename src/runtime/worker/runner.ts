import type { Picture } from '../../engine/picture/index.ts';
import type { Plan } from '../compile/plan.ts';
import type { RunEvent } from '../execute/events.ts';
import { type Execution, execute } from '../execute/execute.ts';
import type { Machine } from '../execute/machine.ts';
import { asPicture } from '../execute/values.ts';
import type { WorkerParts, WorkerState } from './parts.ts';
import type { RunResult } from './protocol.ts';
import { toRgba } from './to-rgba.ts';

export interface Runner {
  run(run: string, plan: Plan): Promise<RunResult>;
  /** Does nothing when another run, or none, is under way. */
  cancel(run: string): void;
}

/** Runs plans one at a time, and goes on with the next backend when one is lost in mid-run. */
export function createRunner(parts: WorkerParts, started: () => WorkerState): Runner {
  let current: { readonly run: string; readonly stop: AbortController } | undefined;

  const attempt = (run: string, plan: Plan, signal: AbortSignal, seq: { next: number }) => {
    const { events } = started();
    const tell = (event: RunEvent<Picture>) => {
      // The next attempt will tell how the run ends.
      const lost = event.kind === 'failed' || event.kind === 'step-failed';
      if (lost && parts.breakdown()) return;
      events.tell({ ...event, seq: seq.next++ });
    };
    return execute(machineOf(parts, started()), plan, {
      run,
      signal,
      tell,
      isWanted: events.isWanted,
    });
  };

  return {
    run: async (run, plan) => {
      const stop = new AbortController();
      current = { run, stop };
      const seq = { next: 0 };
      try {
        let execution = await attempt(run, plan, stop.signal, seq);
        while (execution.report.end === 'failed' && (await takeOver(parts, started()))) {
          execution = await attempt(run, plan, stop.signal, seq);
        }
        return resultOf(execution);
      } finally {
        current = undefined;
      }
    },
    cancel: (run) => {
      if (current?.run === run) current.stop.abort();
    },
  };
}

function machineOf(
  { catalog, runs, session, breakdown }: WorkerParts,
  state: WorkerState,
): Machine {
  const { cache, files, info } = state;
  const { readPicture, loadNetwork } = files;
  const host = { session, readPicture, loadNetwork };
  return { catalog, runs, cache, host, profile: info.profile, breakdown };
}

/** @returns whether another backend has taken over from one that was lost. */
async function takeOver(parts: WorkerParts, state: WorkerState): Promise<boolean> {
  const because = parts.breakdown();
  if (!because) return false;
  parts.session.dispose();
  const others = parts.backends.filter((name) => name !== state.info.report.backend);
  const next = await parts.useBackend(others, state.assets);
  if (!next.ok) return false;
  state.info = next.value;
  state.events.post({ kind: 'backend', info: next.value, because });
  return true;
}

function resultOf({ report, targets }: Execution): RunResult {
  const pictures = targets.flatMap(({ outputs, ...target }) => {
    const picture = target.output === undefined ? undefined : asPicture(outputs[target.output]);
    return picture ? [{ ...target, picture: toRgba(picture) }] : [];
  });
  return { report, pictures };
}
