import type { PlacedCall } from '../arena/call.ts';

/** What the leader of a crew tells its members. */
export type CrewMessage =
  | {
      readonly kind: 'start';
      readonly module: WebAssembly.Module;
      readonly memory: WebAssembly.Memory;
      /** Address of this member's own scratch memory. */
      readonly scratch: number;
      /** Address of the words in control.ts. */
      readonly control: number;
    }
  /** The calls of a pass, for runs to come. */
  | { readonly kind: 'script'; readonly id: number; readonly calls: readonly PlacedCall[] }
  | { readonly kind: 'forget'; readonly id: number }
  | { readonly kind: 'run'; readonly run: Run };

/** One pass through a script. */
export interface Run {
  readonly script: number;
  /** Address of the arena. */
  readonly arena: number;
  /** Address of two counters for each call (work.ts). */
  readonly counters: number;
  /** Who comes later than this epoch is too late to take part. */
  readonly epoch: number;
  /** Into how many pieces to cut the work of a call, if it can be. */
  readonly pieces: number;
}

/** A thread with a message port: a Worker of the host, which gives each message to `joinCrew`. */
export interface Member {
  post(message: CrewMessage): void;
  end(): void;
}

/** Starts the thread of one more member. */
export type SpawnMember = () => Member;

export interface Threads {
  /** All that work on a picture together, the one that loads the kernels included. */
  readonly count: number;
  readonly spawn: SpawnMember;
}
