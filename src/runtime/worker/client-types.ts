import type { Problem, Result } from '../../common/result.ts';
import type { BackendName } from '../../engine/backend/names.ts';
import type { Trial } from '../../engine/backend/use-backend.ts';
import type { Catalog } from '../../graph/definition.ts';
import type { Document } from '../../graph/document.ts';
import type { FileReference } from '../../graph/param/file.ts';
import type { Environment, Plan } from '../compile/plan.ts';
import type { RgbaPicture, RunEvent } from '../execute/events.ts';
import type { FindFile, NetworkInfo, RunResult, WorkerInfo } from './protocol.ts';

export interface ClientOptions {
  readonly catalog: Catalog;
  /** Starts the worker: `() => new Worker(new URL('…/runtime/worker/worker.ts', import.meta.url), …)`. */
  readonly spawn: () => Worker;
  readonly findFile: FindFile;
  readonly assets: string;
  readonly backend?: BackendName | 'auto';
  readonly cacheBytes?: number;
  readonly previewSize?: number;
  readonly patience?: Partial<Patience>;
}

/** When a silent worker counts as hung, in milliseconds. */
export interface Patience {
  /** Without work to do. */
  readonly idle: number;
  /** During one gradient step, which blocks the worker. */
  readonly running: number;
  /** After Stop. */
  readonly cancel: number;
}

export type ClientStatus =
  | { readonly state: 'starting' }
  | { readonly state: 'ready'; readonly info: WorkerInfo }
  /** The worker died or hung; another one is on its way. */
  | { readonly state: 'replacing'; readonly because: Problem }
  /** No worker could be started; `restart` tries again. */
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'closed' };

export type ClientNotice =
  | { readonly kind: 'status'; readonly status: ClientStatus }
  /** `cachedKeys` has changed. */
  | { readonly kind: 'cache' }
  /** The backend was lost in mid-run and another one took over. */
  | { readonly kind: 'backend'; readonly info: WorkerInfo; readonly because: Problem };

export interface RunHandle {
  readonly run: string;
  /** Cancelled runs are `ok` with `report.end === 'cancelled'`. */
  readonly finished: Promise<Result<RunResult>>;
  /** Stops within one gradient step, or replaces the worker when it does not answer. */
  cancel(): void;
}

/** The worker as the page sees it. Nothing here throws or blocks. */
export interface Client {
  status(): ClientStatus;
  subscribe(listener: (notice: ClientNotice) => void): () => void;
  ready(): Promise<Result<WorkerInfo>>;
  /**
   * What `compile` needs: hashes every file the document refers to (each once), and draws random
   * seeds, the same for every variant compiled with it.
   */
  environment(document: Document): Promise<Result<Environment>>;
  /** Queued behind runs that are under way. */
  run(plan: Plan, listener?: (event: RunEvent<RgbaPicture>) => void): RunHandle;
  /** Leaves cores to other workers: no more threads than this work on a picture, at once. */
  useThreads(count: number): void;
  /** Keys whose values the worker holds, for `whatWillRun`. */
  cachedKeys(): ReadonlySet<string>;
  clearCache(): Promise<void>;
  /** Queued behind runs that are under way. A problem leaves the one before in use. */
  useBackend(choice: BackendName | 'auto'): Promise<Result<WorkerInfo>>;
  /** Tests and times every backend, in other workers than this one; the signal ends it. */
  compareBackends(signal: AbortSignal): Promise<Result<readonly Trial[]>>;
  describeNetwork(reference: FileReference): Promise<Result<NetworkInfo>>;
  readPicture(reference: FileReference, longSide: number): Promise<Result<RgbaPicture>>;
  /** Ends the worker and starts another; what was kept is lost. */
  restart(): Promise<Result<WorkerInfo>>;
  close(): void;
}
