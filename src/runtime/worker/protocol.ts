import type { Problem, Result } from '../../common/result.ts';
import type {
  BackendName,
  BackendReport,
  CheckedSoFar,
  NetworkInfo,
  Picture,
  Trial,
} from '../../engine/index.ts';
import type { FileKind, FileReference } from '../../graph/params/file.ts';
import type { Plan, PlanTarget } from '../compile/plan.ts';
import type { RgbaPicture, RunEvent, RunReport } from '../execute/events.ts';
import type { FindFile } from '../files/browser-files.ts';
import type { FileContent } from '../keys/files.ts';

/** What the page calls in the worker, through comlink. */
export interface WorkerApi {
  /** Once, before anything else. */
  start(setup: WorkerSetup, events: MessagePort, findFile: FindFile): Promise<Result<WorkerInfo>>;
  /** A problem leaves the one before in use. */
  useBackend(choice: BackendWish): Promise<Result<WorkerInfo>>;
  /** In a worker of its own, which is of no use for anything else. */
  timeBackend(name: BackendName, bar: number, assets: string): Promise<Result<Trial>>;
  /** One run at a time; the client holds the queue. */
  run(run: string, plan: Plan, of?: FrameOptions): Promise<Result<RunResult>>;
  cancel(run: string): void;
  /** Ends the run's work with what it has come to. */
  keep(run: string): void;
  /** How many threads may work on a picture from now on, in mid-run too. */
  useThreads(count: number): void;
  hashFile(reference: FileReference, kind: FileKind): Promise<Result<FileContent>>;
  describeNetwork(reference: FileReference): Promise<Result<NetworkInfo>>;
  /** Compares the gradient at one more of the layers that are offered with what small changes do. */
  checkNetwork(reference: FileReference): Promise<Result<CheckedSoFar>>;
  /** Drops every cached value. */
  clearCache(): void;
}

/** What to compute on. */
export interface BackendWish {
  /** `auto` is the first that computes right. */
  readonly backend: BackendName | 'auto';
  /** The same numbers on every machine: on wasm, or a problem. */
  readonly deterministic: boolean;
}

/** Where the backend does not work, the first that works is used, and `WorkerInfo` says why. */
export interface WorkerSetup extends BackendWish {
  /** URL that samples and embedded networks are fetched from, ending in a slash. */
  readonly assets: string;
  readonly cacheBytes: number;
  /** Long side of pictures sent while a step is at work, in pixels. */
  readonly previewSize: number;
  /** The worker holds this Web Lock for as long as it lives. */
  readonly livenessLock: string;
  /** Absent where pages cannot share memory. */
  readonly interrupt?: SharedArrayBuffer;
}

/** The worker as it is now. */
export interface WorkerInfo {
  readonly report: BackendReport;
  /** For `Environment.profile`. */
  readonly profile: string;
}

/** Of a run that is one frame of a film. */
export interface FrameOptions {
  /** Pictures of the frame before, by the keys of given steps. Those of its last run the worker has. */
  readonly given?: ReadonlyMap<string, Picture>;
  /** Keys of values that no later run wants. */
  readonly forget?: readonly string[];
}

export interface RunResult {
  readonly report: RunReport;
  /** For the next frame, by the keys of the plan's `delays`; exact, to be kept as a checkpoint. */
  readonly delays: ReadonlyMap<string, Picture>;
  /** For each target that has a picture, its full size. */
  readonly pictures: readonly TargetPicture[];
}

export interface TargetPicture extends PlanTarget {
  readonly picture: RgbaPicture;
}

/** From the worker, on the event port. */
export type WorkerMessage =
  | { readonly kind: 'run'; readonly event: RunEvent<RgbaPicture> }
  | {
      readonly kind: 'cache';
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'backend'; readonly info: WorkerInfo; readonly because: Problem }
  /** Long work of a key can go on with this part; undefined: it is over, or no longer kept. */
  | { readonly kind: 'unfinished'; readonly key: string; readonly next: number | undefined }
  | { readonly kind: 'alive' };

/** To the worker, on the event port. */
export type PageMessage =
  | { readonly kind: 'alive?' }
  /** The page has the preview with this number, so the next one of its node may come. */
  | { readonly kind: 'received'; readonly run: string; readonly seq: number };
