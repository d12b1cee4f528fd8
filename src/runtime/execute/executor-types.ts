import type { Problem, Result } from '../../common/result.ts';
import type { AscentEvent, BackendReport, Picture } from '../../engine/index.ts';
import type { Catalog } from '../../graph/definition/definition.ts';
import type { RunContext } from '../../nodes/_run/node-run.ts';
import type { Outputs, ValueCache } from '../cache/value-cache.ts';
import type { PlanTarget } from '../compile/plan.ts';
import type { RunEvent, RunReport } from './events.ts';

/** A run function with the types of its node forgotten; the plan vouches for what it is given. */
export type AnyRun = (
  inputs: never,
  params: never,
  context: RunContext,
) => Result<Outputs> | Promise<Result<Outputs>>;

/** Run functions by node type. */
export type Runs = Readonly<Record<string, AnyRun>>;

/** What nodes may use of the place they run in: worker, or this process. */
export type Services = Pick<RunContext, 'session' | 'readPicture' | 'loadNetwork' | 'openClip'>;

/** Keeps long work by its key, with the part that it goes on with. */
export interface UnfinishedKeeper {
  get(key: string): Promise<unknown>;
  put(key: string, work: unknown, next: number): void;
  drop(key: string): void;
  clear(): void;
}

/** Everything that outlives a run. */
export interface ExecutorDeps {
  readonly catalog: Catalog;
  readonly runs: Runs;
  readonly cache: ValueCache;
  readonly services: Services;
  /** Where long work is kept beyond the cache, as far as it has come. */
  readonly unfinished?: UnfinishedKeeper;
  /** The arithmetic in use now. */
  readonly profile: string;
  /** Why no further step can run, such as a GPU that is gone. Asked after a step has failed. */
  readonly breakdown?: () => Problem | undefined;
}

export type OnAscent = (node: string, event: AscentEvent) => void;

export interface ExecuteOptions {
  /** Names the run in its events. */
  readonly run: string;
  /** Ends the run; nothing more comes of it. */
  readonly signal: AbortSignal;
  /** Ends work that is under way with what it has come to; what reads it still runs. */
  readonly keep?: AbortSignal;
  readonly onEvent: (event: RunEvent<Picture>) => void;
  /** Pictures of the frame before, by the keys of the plan's given steps. */
  readonly given?: ReadonlyMap<string, Picture>;
  /** Keys of values that no later run wants, such as those of frames that are done. */
  readonly forget?: Iterable<string>;
  /** Whether a live picture of this node would be shown. Final ones always come. */
  readonly isWanted?: (node: string) => boolean;
  /** Every event of every ascent, for reports. */
  readonly onAscent?: OnAscent;
}

export interface Execution {
  readonly report: RunReport;
  /** All values of each target that was reached. */
  readonly targets: readonly ReachedTarget[];
  /** Of the plan's `delays`, by their keys: what the next frame is given. */
  readonly delays: ReadonlyMap<string, Picture>;
}

export interface ReachedTarget extends PlanTarget {
  readonly outputs: Outputs;
  /** What `output` shows, unless it is of a kind that shows nothing. */
  readonly picture: Picture | undefined;
}

/** Raised when the engine's results change, so that nothing old is mistaken for new. */
export const arithmetic = 3;

/**
 * `Environment.profile` of a backend: equal profiles give equal pictures. On processors of different
 * makes that holds for `wasm simd` only, since relaxed SIMD and graphics cards round as they like.
 */
export function profileOf({
  backend,
  kernels,
}: Pick<BackendReport, 'backend' | 'kernels'>): string {
  return [backend, kernels, arithmetic].filter((part) => part !== null).join(' ');
}

/** That of deterministic kernels, before any backend is there. */
export const deterministicProfile = profileOf({ backend: 'wasm', kernels: 'simd' });
