import type { PlacedCall } from '../arena/call.ts';

/** What the main thread of a pool posts to the others. */
export type PoolMessage =
  | {
      readonly kind: 'start';
      readonly module: WebAssembly.Module;
      readonly memory: WebAssembly.Memory;
      /** Address of this thread's own scratch memory. */
      readonly scratch: number;
      /** Address of the words in control.ts. */
      readonly control: number;
    }
  /** The calls of a pass, for runs to come. */
  | { readonly kind: 'call-list'; readonly id: number; readonly calls: readonly PlacedCall[] }
  | { readonly kind: 'forget'; readonly id: number }
  | { readonly kind: 'run'; readonly run: Run };

/** One pass through a call list. */
export interface Run {
  readonly list: number;
  /** Address of the arena. */
  readonly arena: number;
  /** Address of two counters for each call (call-list.ts). */
  readonly counters: number;
  /** Who comes later than this epoch is too late to take part. */
  readonly epoch: number;
  /** Into how many pieces to cut the work of a call, if it can be. */
  readonly pieces: number;
}

/** A helping thread, by its message port: a Worker of the host, which gives each message to `joinThreadPool`. */
export interface PoolThread {
  post(message: PoolMessage): void;
  end(): void;
}

/** Starts one more thread of a pool. */
export type SpawnThread = () => PoolThread;

export interface Threads {
  /** All that work on a picture together, the one that loads the kernels included. */
  readonly count: number;
  readonly spawn: SpawnThread;
}
