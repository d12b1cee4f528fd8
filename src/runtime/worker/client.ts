import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { CheckedSoFar, GradientCheck, NetworkInfo, Trial } from '../../engine/index.ts';
import type { Catalog } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { Environment, Plan } from '../compile/plan.ts';
import { drawSeeds } from '../compile/seeds.ts';
import type { FindFile } from '../files/browser-files.ts';
import { type FileContent, type FileUse, hashFiles, referenceKey } from '../keys/files.ts';
import { compareBackends } from './compare-backends.ts';
import type { Timeouts } from './connection.ts';
import type { BackendWish, FrameOptions, WorkerInfo, WorkerMessage } from './protocol.ts';
import { createRunQueue, type RunHandle, type RunListener } from './run-queue.ts';
import { type WorkerStatus, WorkerSupervisor } from './supervisor.ts';

export interface ClientOptions {
  readonly catalog: Catalog;
  /** Starts the worker: `() => new Worker(new URL('…/runtime/worker/worker.ts', import.meta.url), …)`. */
  readonly spawn: () => Worker;
  readonly findFile: FindFile;
  /** URL of the folder with samples/, models/ and kernels/, ending in a slash. */
  readonly assets: string;
  readonly backend?: BackendWish['backend'];
  readonly deterministic?: boolean;
  readonly cacheBytes?: number;
  readonly previewSize?: number;
  readonly timeouts?: Partial<Timeouts>;
}

export type ClientEvent =
  | { readonly kind: 'status'; readonly status: WorkerStatus }
  /** `cachedKeys` has changed. */
  | { readonly kind: 'cache' }
  /** The backend was lost in mid-run and another one took over. */
  | { readonly kind: 'backend'; readonly info: WorkerInfo; readonly because: Problem };

/** The worker as the page sees it. Nothing here throws or blocks. */
export interface Client {
  status(): WorkerStatus;
  subscribe(listener: (event: ClientEvent) => void): () => void;
  ready(): Promise<Result<WorkerInfo>>;
  /**
   * What `compile` needs: hashes every file the document refers to (each once), and draws random
   * seeds, the same for every variant compiled with it.
   */
  environment(document: Document): Promise<Result<Environment>>;
  /** Queued behind runs that are under way. */
  run(plan: Plan, listener?: RunListener, of?: FrameOptions): RunHandle;
  /** Leaves cores to other workers: no more threads than this work on a picture, at once. */
  useThreads(count: number): void;
  /** Keys whose values the worker holds, for `whatWillRun`. */
  cachedKeys(): ReadonlySet<string>;
  /** Keys of long work that was not finished, in this visit or before, and the part it goes on with. */
  unfinished(): ReadonlyMap<string, number>;
  clearCache(): Promise<void>;
  /** Queued behind runs that are under way. A problem leaves the one before in use. */
  useBackend(wish: BackendWish): Promise<Result<WorkerInfo>>;
  /** Tests and times every backend, in other workers than this one; the signal ends it. */
  compareBackends(signal: AbortSignal): Promise<Result<readonly Trial[]>>;
  describeNetwork(reference: FileReference): Promise<Result<NetworkInfo>>;
  /**
   * Queued behind runs that are under way. @param signal ends it after the layer that is being checked:
   * problem `aborted`. What was found until then is kept.
   */
  checkNetwork(reference: FileReference, signal: AbortSignal): Promise<Result<GradientCheck>>;
  /** Ends the worker and starts another; its cached values are lost. */
  restart(): Promise<Result<WorkerInfo>>;
  close(): void;
}

const defaults = {
  backend: 'auto',
  deterministic: false,
  cacheBytes: 768 * 2 ** 20,
  previewSize: 768,
} as const;

/** Starts a worker, keeps one alive, and speaks with it. */
export function createClient(options: ClientOptions): Client {
  const { catalog, spawn, assets } = options;
  const listeners = new Set<(event: ClientEvent) => void>();
  const { supervisor, queue, cached, unfinished } = superviseWorker(options, (event) => {
    for (const listener of listeners) listener(event);
  });
  const hash = hashEachFileOnce(supervisor);

  return {
    status: () => supervisor.status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready: () => supervisor.ready(),
    environment: async (document): Promise<Result<Environment>> => {
      const ready = await supervisor.ready();
      if (!ready.ok) return ready;
      const content = await hashFiles(document, catalog, hash);
      const { status } = supervisor;
      const { profile } = status.state === 'ready' ? status.info : ready.value;
      return ok({ profile, ...content, seed: drawSeeds() });
    },
    run: queue.run,
    useThreads: (count) => void supervisor.call(async (api) => ok(await api.useThreads(count))),
    cachedKeys: () => cached,
    unfinished: () => unfinished,
    clearCache: async () => {
      await supervisor.call(async (api) => ok(await api.clearCache()));
    },
    useBackend: async (wish) => {
      if (supervisor.status.state === 'failed') return supervisor.restart(wish);
      const info = await queue.betweenRuns(() => supervisor.call((api) => api.useBackend(wish)));
      if (info.ok) supervisor.onBackend(info.value, wish.deterministic);
      return info;
    },
    compareBackends: (signal) => compareBackends({ spawn, assets }, signal),
    describeNetwork: (reference) => supervisor.call((api) => api.describeNetwork(reference)),
    checkNetwork: (reference, signal) =>
      untilComplete(signal, () =>
        queue.betweenRuns(() => supervisor.call((api) => api.checkNetwork(reference))),
      ),
    restart: () => supervisor.restart(),
    close: () => supervisor.close(),
  };
}

/** One layer at a time: a run that is asked for meanwhile does not wait for all of them. */
async function untilComplete(
  signal: AbortSignal,
  checkNext: () => Promise<Result<CheckedSoFar>>,
): Promise<Result<GradientCheck>> {
  while (!signal.aborted) {
    const checked = await checkNext();
    if (!checked.ok) return checked;
    if (checked.value.complete) return ok(checked.value.check);
  }
  return fail({ code: 'aborted', message: 'The check was stopped.' });
}

/** The worker with its queue, and the keys of what it holds. */
function superviseWorker(options: ClientOptions, notify: (event: ClientEvent) => void) {
  const { spawn, findFile, timeouts } = options;
  const settings = { ...defaults, ...options };
  const { assets, backend, deterministic, cacheBytes, previewSize } = settings;
  const cached = new Set<string>();
  const unfinished = new Map<string, number>();
  const onMessage = (message: WorkerMessage) => {
    switch (message.kind) {
      case 'run':
        return queue.onEvent(message.event);
      case 'cache':
        for (const key of message.removed) cached.delete(key);
        for (const key of message.added) cached.add(key);
        return notify({ kind: 'cache' });
      case 'unfinished':
        if (message.next === undefined) unfinished.delete(message.key);
        else unfinished.set(message.key, message.next);
        return notify({ kind: 'cache' });
      case 'backend':
        supervisor.onBackend(message.info, false);
        return notify(message);
    }
  };
  const supervisor: WorkerSupervisor = new WorkerSupervisor({
    ...{ spawn, findFile, timeouts, onMessage },
    setup: { backend, deterministic, assets, cacheBytes, previewSize },
    onStatus: (status) => notify({ kind: 'status', status }),
    onLost: () => {
      cached.clear();
      notify({ kind: 'cache' });
    },
  });
  const queue = createRunQueue(supervisor);
  return { supervisor, queue, cached, unfinished };
}

function hashEachFileOnce(supervisor: WorkerSupervisor) {
  const hashes = new Map<string, Promise<Result<FileContent>>>();
  return async ({ reference, kind }: FileUse): Promise<Result<FileContent>> => {
    const key = `${kind} ${referenceKey(reference)}`;
    const known = hashes.get(key);
    if (known) return known;
    const asked = supervisor.call((api) => api.hashFile(reference, kind));
    hashes.set(key, asked);
    const answer = await asked;
    // What failed may be mended: the file chosen again, the network back.
    if (!answer.ok) hashes.delete(key);
    return answer;
  };
}
