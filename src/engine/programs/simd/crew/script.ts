import type { KernelExports } from '../kernel-exports.ts';
import type { PlacedCall } from '../plan/call.ts';
import { type BoundCall, bindCalls } from './work.ts';

let made = 0;

/** The calls of a pass, to be made again and again. */
export class Script {
  /** Names it to the other threads; no two of one thread have the same. */
  readonly id = ++made;
  readonly calls: readonly PlacedCall[];
  #bound: { readonly arena: number; readonly calls: readonly BoundCall[] } | null = null;

  constructor(calls: readonly PlacedCall[]) {
    this.calls = calls;
  }

  /** The calls on the arena that begins at this address. */
  bind(kernels: KernelExports, arena: number): readonly BoundCall[] {
    if (this.#bound?.arena !== arena) {
      this.#bound = { arena, calls: bindCalls(kernels, this.calls, arena) };
    }
    return this.#bound.calls;
  }
}
