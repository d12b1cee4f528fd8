import { proxy, type Remote, transfer, wrap } from 'comlink';
import { fail, type Problem, type Result } from '../../common/result.ts';
import type { FindFile } from '../files/browser-files.ts';
import { watchLock } from './liveness-lock.ts';
import type { PageMessage, WorkerApi, WorkerInfo, WorkerMessage, WorkerSetup } from './protocol.ts';

/** The page's connection with one worker, from its start to its end. */
export interface WorkerConnection {
  /** Calls into the worker; a worker that ends first makes it a problem. */
  call<T>(use: (api: Remote<WorkerApi>) => Promise<Result<T>>): Promise<Result<T>>;
  start(setup: Omit<WorkerSetup, 'livenessLock'>): Promise<Result<WorkerInfo>>;
  post(message: PageMessage): void;
  /** Ends the worker; calls under way come back with the problem. */
  end(problem: Problem): void;
  readonly ended: Promise<Problem>;
}

export interface ConnectionOptions {
  readonly spawn: () => Worker;
  readonly findFile: FindFile;
  readonly onMessage: (message: WorkerMessage) => void;
  readonly watchdog?: WatchdogOptions;
}

export interface WatchdogOptions {
  readonly activity: () => Activity;
  readonly timeouts: Timeouts;
}

/** How long a worker may be silent before it counts as hung, in milliseconds. */
export interface Timeouts {
  /** Without work to do. */
  readonly idle: number;
  /** During one gradient step, which blocks the worker. */
  readonly running: number;
  /** After Stop. */
  readonly cancel: number;
}

/** What the worker does now, which decides how long it may be silent. */
export type Activity = keyof Timeouts;

export function connectWorker(options: ConnectionOptions): WorkerConnection {
  const worker = options.spawn();
  const api = wrap<WorkerApi>(worker);
  const { port1: port, port2: farPort } = new MessageChannel();
  const over = new AbortController();
  const livenessLock = `dreamgraph worker ${crypto.randomUUID()}`;
  let finish: (problem: Problem) => void = () => {};
  const ended = new Promise<Problem>((resolve) => {
    finish = resolve;
  });

  const end = (problem: Problem) => {
    if (over.signal.aborted) return;
    over.abort();
    watchdog?.stop();
    port.close();
    worker.terminate();
    finish(problem);
  };
  const post = (message: PageMessage) => port.postMessage(message);
  const watchdog = options.watchdog && startWatchdog({ post, end }, options.watchdog);

  worker.onerror = (event) => {
    event.preventDefault();
    end(died(event.message));
  };
  worker.onmessageerror = () => end(died('a message could not be read'));
  port.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    watchdog?.onMessage();
    if (data.kind !== 'alive') options.onMessage(data);
  };

  const call: WorkerConnection['call'] = (use) =>
    Promise.race([
      use(api).catch((error: unknown) => fail(died(String(error)))),
      ended.then((problem) => fail(problem)),
    ]);

  return {
    call,
    post,
    end,
    ended,
    start: async (setup) => {
      const info = await call((remote) =>
        remote.start(
          { ...setup, livenessLock },
          transfer(farPort, [farPort]),
          proxy(options.findFile),
        ),
      );
      if (info.ok) watchLock(livenessLock, over.signal, () => end(died()));
      return info;
    },
  };
}

const heartbeat = 1000;

/**
 * Asks every second whether the worker is alive. Silence is counted in questions that went
 * unanswered, not by the clock, so that a machine that slept does not make a hung worker.
 */
function startWatchdog(
  { post, end }: Pick<WorkerConnection, 'post' | 'end'>,
  { activity, timeouts }: WatchdogOptions,
) {
  let unanswered = 0;
  let during = activity();
  const interval = Math.min(heartbeat, ...Object.values(timeouts));
  const timer = setInterval(() => {
    const now = activity();
    // Pressing Stop begins a new count.
    if (now !== during) unanswered = 0;
    during = now;
    if (unanswered * interval >= timeouts[now]) return end(hung(now));
    unanswered++;
    post({ kind: 'alive?' });
  }, interval);
  return {
    onMessage: () => {
      unanswered = 0;
    },
    stop: () => clearInterval(timer),
  };
}

function hung(activity: Activity): Problem {
  const when = activity === 'cancel' ? 'after Stop was pressed' : 'for too long';
  return {
    code: 'worker-hung',
    message: `The worker that computes did not answer ${when}, so it was replaced. Your document is safe; run again.`,
  };
}

function died(reason?: string): Problem {
  const why = reason ? ` (${reason})` : '';
  return {
    code: 'worker-died',
    message: `The worker that computes stopped unexpectedly${why}, perhaps for lack of memory. A new one has been started; your document is safe. Run again, with a smaller picture if it happens twice.`,
  };
}
