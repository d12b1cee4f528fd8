import { proxy, type Remote, transfer, wrap } from 'comlink';
import { fail, type Problem, type Result } from '../../common/result.ts';
import { watchLock } from './life-lock.ts';
import type {
  FindFile,
  PageMessage,
  WorkerApi,
  WorkerInfo,
  WorkerMessage,
  WorkerSetup,
} from './protocol.ts';
import type { Watch, Watched } from './watchdog.ts';

/** One worker from its start to its end. */
export interface Life {
  /** Calls into the worker; a worker that ends first makes it a problem. */
  call<T>(use: (api: Remote<WorkerApi>) => Promise<Result<T>>): Promise<Result<T>>;
  start(setup: Omit<WorkerSetup, 'lifeLock'>): Promise<Result<WorkerInfo>>;
  post(message: PageMessage): void;
  /** Ends the worker; calls under way come back with the problem. */
  end(problem: Problem): void;
  readonly ended: Promise<Problem>;
}

export interface LifeOptions {
  readonly spawn: () => Worker;
  readonly findFile: FindFile;
  readonly onMessage: (message: WorkerMessage) => void;
  readonly watch: (life: Watched) => Watch;
}

export function beginLife({ spawn, findFile, onMessage, watch }: LifeOptions): Life {
  const worker = spawn();
  const api = wrap<WorkerApi>(worker);
  const { port1: port, port2: farPort } = new MessageChannel();
  const over = new AbortController();
  const lifeLock = `dreamgraph worker ${crypto.randomUUID()}`;
  let finish: (problem: Problem) => void = () => {};
  const ended = new Promise<Problem>((resolve) => {
    finish = resolve;
  });

  const end = (problem: Problem) => {
    if (over.signal.aborted) return;
    over.abort();
    watching.stop();
    port.close();
    worker.terminate();
    finish(problem);
  };
  const post = (message: PageMessage) => port.postMessage(message);
  const watching = watch({ post, end });

  worker.onerror = (event) => {
    event.preventDefault();
    end(died(event.message));
  };
  worker.onmessageerror = () => end(died('a message could not be read'));
  port.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    watching.heard();
    if (data.kind !== 'alive') onMessage(data);
  };

  const call: Life['call'] = (use) =>
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
        remote.start({ ...setup, lifeLock }, transfer(farPort, [farPort]), proxy(findFile)),
      );
      if (info.ok) watchLock(lifeLock, over.signal, () => end(died()));
      return info;
    },
  };
}

function died(reason?: string): Problem {
  const why = reason ? ` (${reason})` : '';
  return {
    code: 'worker-died',
    message: `The worker that computes stopped unexpectedly${why}, perhaps for lack of memory. A new one has been started; your document is safe. Run again, with a smaller picture if it happens twice.`,
  };
}
