import { expose } from 'comlink';
import { ok } from '../../src/common/result.ts';
import type { Plan } from '../../src/runtime/compile/plan.ts';
import type { RgbaPicture, RunEvent } from '../../src/runtime/execute/events.ts';
import type {
  PageMessage,
  RunResult,
  WorkerApi,
  WorkerInfo,
  WorkerMessage,
} from '../../src/runtime/worker/protocol.ts';
import { cancelledResult } from '../../src/runtime/worker/run-queue.ts';

export const info: WorkerInfo = {
  report: { backend: 'wasm', kernels: null, trials: [] },
  profile: 'test',
};

/** A worker that answers as the real one does, on a message channel instead of a thread. */
export interface WorkerDouble {
  readonly worker: Worker;
  readonly terminated: () => boolean;
  /** Runs that it was asked for, and cancelled ones. */
  readonly log: string[];
  /** What the page has posted on the event port, without questions whether it is alive. */
  readonly posted: PageMessage[];
  emit(event: RunEvent<RgbaPicture>): void;
  /** Keys of the pictures that came with each run. */
  readonly given: (readonly string[])[];
  /** Ends the run that is under way, with its last event, and leaves this for the next frame. */
  finish(delays?: RunResult['delays']): void;
  die(reason: string): void;
  /** Answers nothing any more. */
  hang(): void;
}

export function workerDouble(): WorkerDouble {
  const { port1, port2 } = new MessageChannel();
  const log: string[] = [];
  const posted: PageMessage[] = [];
  const given: (readonly string[])[] = [];
  let events: MessagePort | undefined;
  let terminated = false;
  let hanging = false;
  let current:
    | {
        readonly run: string;
        readonly plan: Plan;
        readonly end: (delays: RunResult['delays']) => void;
      }
    | undefined;
  const post = (message: WorkerMessage) => events?.postMessage(message);
  const finish = (delays: RunResult['delays'] = new Map()) => {
    if (!current) throw new Error('No run is under way.');
    const { report } = cancelledResult(current.plan);
    const { run, end } = current;
    post({ kind: 'run', event: { run, seq: 9, kind: 'done', report: { ...report, end: 'done' } } });
    current = undefined;
    end(delays);
  };
  const api: Partial<WorkerApi> = {
    start: async (_, port) => {
      events = port;
      port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
        if (data.kind !== 'alive?') posted.push(data);
        else if (!hanging) post({ kind: 'alive' });
      };
      return ok(info);
    },
    run: (run, plan, of) => {
      log.push(run);
      given.push([...(of?.given?.keys() ?? [])]);
      return new Promise((resolve) => {
        const end = (delays: RunResult['delays']) =>
          resolve(ok({ ...cancelledResult(plan), delays }));
        current = { run, plan, end };
      });
    },
    cancel: (run) => {
      log.push(`cancel ${run}`);
      if (!hanging && current) finish();
    },
    useThreads: (count) => {
      log.push(`${count} threads`);
    },
  };
  expose(api, port2);
  const worker = Object.assign(port1, {
    onerror: null,
    terminate: () => {
      terminated = true;
      port1.close();
      events?.close();
    },
  }) as unknown as Worker;
  port1.start();
  return {
    worker,
    log,
    posted,
    given,
    finish,
    terminated: () => terminated,
    emit: (event) => post({ kind: 'run', event }),
    die: (message) => worker.onerror?.({ message, preventDefault: () => {} } as ErrorEvent),
    hang: () => {
      hanging = true;
    },
  };
}
