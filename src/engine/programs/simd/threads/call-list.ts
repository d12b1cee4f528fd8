import type { PlacedCall } from '../arena/call.ts';
import type { KernelExports } from '../kernels/instance.ts';

let made = 0;

/** The calls of a pass, to be made again and again. */
export class CallList {
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

/** A call with addresses in place of offsets, ready to be made for any range of its units. */
export interface BoundCall {
  readonly run: (begin: number, end: number) => void;
  readonly units: number;
}

function bindCalls(
  kernels: KernelExports,
  calls: readonly PlacedCall[],
  arena: number,
): readonly BoundCall[] {
  return calls.map(({ kernel, args, inArena, units }) => {
    const bound = args.map((arg, i) => (inArena[i] ? arg + arena : arg));
    const call = kernels[kernel];
    const [begin, end] = [bound.length, bound.length + 1];
    return {
      units,
      run: (from, to) => {
        bound[begin] = from;
        bound[end] = to;
        call(...bound);
      },
    };
  });
}

/** Two counters for each call: units taken on, and units done. */
const countersPerCall = 2;

export function counterBytes(calls: number): number {
  return calls * countersPerCall * 4;
}

export function countersOf(memory: WebAssembly.Memory, at: number, calls: number): Int32Array {
  return new Int32Array(memory.buffer, at, calls * countersPerCall);
}

/**
 * Makes the calls one after the other, together with whoever else does the same: each takes pieces
 * of the call at hand until all are taken, then waits until all are done. Who comes late finds the
 * first calls done and goes on to the one at hand; nobody is waited for but for what it has taken.
 * @param hasFailed asked while waiting: whether someone has dropped what it had taken.
 * @returns milliseconds spent waiting for others.
 */
export function workThrough(
  calls: readonly BoundCall[],
  counters: Int32Array,
  pieces: number,
  hasFailed: () => boolean,
): number {
  let waited = 0;
  for (const [index, { run, units }] of calls.entries()) {
    const taken = index * countersPerCall;
    const done = taken + 1;
    const piece = Math.ceil(units / pieces);
    for (;;) {
      const begin = Atomics.add(counters, taken, piece);
      if (begin >= units) break;
      const end = Math.min(begin + piece, units);
      run(begin, end);
      if (Atomics.add(counters, done, end - begin) + end - begin === units) {
        Atomics.notify(counters, done);
      }
    }
    waited += waitFor(counters, done, units, hasFailed);
  }
  return waited;
}

/** Most waits are shorter than it takes to fall asleep and be woken. */
const spins = 5000;
const napMs = 100;

function waitFor(
  counters: Int32Array,
  index: number,
  goal: number,
  hasFailed: () => boolean,
): number {
  for (let spin = 0; spin < spins; spin++) {
    if (Atomics.load(counters, index) >= goal) return 0;
  }
  const start = performance.now();
  for (let now = Atomics.load(counters, index); now < goal; now = Atomics.load(counters, index)) {
    Atomics.wait(counters, index, now, napMs);
    if (hasFailed()) throw new Error('A thread of the wasm kernels has failed.');
  }
  return performance.now() - start;
}
