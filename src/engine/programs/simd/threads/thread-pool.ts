import { type KernelExports, scratchBytes } from '../kernels/instance.ts';
import {
  type BoundCall,
  type CallList,
  counterBytes,
  countersOf,
  workThrough,
} from './call-list.ts';
import { Control, controlBytes } from './control.ts';
import type { PoolThread, Threads } from './message.ts';

/** What all threads of a pool work on. */
export interface PoolContext {
  readonly module: WebAssembly.Module;
  /** Shared. */
  readonly memory: WebAssembly.Memory;
  /** The main thread's own: the one that runs programs. */
  readonly kernels: KernelExports;
  readonly allocate: (bytes: number) => number;
  readonly free: (address: number) => void;
}

/** Runs without help after one in which help has cost more than it gave; doubled each time. */
const restAtFirst = 8;
const restAtMost = 512;

/** Pieces of a call for each thread: some slack for one that is held up, not too much to hand out. */
const piecesEach = 3;

/**
 * Several threads that make the same calls on one shared memory, each a part of each call. The
 * thread that has the pool is its main thread and does its own share. What comes out does not depend
 * on who did what, so it is the result of one thread, bit for bit.
 */
export class ThreadPool {
  readonly #context: PoolContext;
  readonly #helpers: readonly PoolThread[];
  #threads: number;
  readonly #control: number;
  /** Call lists that the other threads know. */
  readonly #known = new Set<number>();
  #counters = { address: 0, calls: 0 };
  #epoch = 0;
  #rest = 0;
  #restNext = restAtFirst;

  constructor(context: PoolContext, { count, spawn }: Threads) {
    this.#context = context;
    const helpers = Array.from({ length: count - 1 }, spawn);
    this.#helpers = helpers;
    this.#threads = count;
    const { module, memory, allocate } = context;
    const control = allocate(controlBytes);
    this.#control = control;
    for (const thread of helpers) {
      thread.post({ kind: 'start', module, memory, scratch: allocate(scratchBytes), control });
    }
  }

  /** From now on no more than so many take part, the main thread included. */
  useThreads(count: number): void {
    this.#threads = Math.max(1, Math.min(count, this.#helpers.length + 1));
    this.#rest = 0;
  }

  /** Makes the calls of a list. Threads that are not there yet take part from the next on. */
  run(list: CallList, arena: number): void {
    const calls = list.bind(this.#context.kernels, arena);
    if (this.#threads === 1 || this.#rest > 0) {
      this.#rest--;
      for (const { run, units } of calls) run(0, units);
      return;
    }
    const start = performance.now();
    const waited = this.#runTogether(list, calls, arena);
    this.#learn(waited / (performance.now() - start));
  }

  #runTogether(list: CallList, calls: readonly BoundCall[], arena: number): number {
    this.#makeKnown(list);
    const { memory } = this.#context;
    const address = this.#countersFor(calls.length);
    const counters = countersOf(memory, address, calls.length).fill(0);
    const control = new Control(memory, this.#control);
    const epoch = ++this.#epoch;
    const pieces = piecesEach * this.#threads;
    control.open(epoch);
    const run = { list: list.id, arena, counters: address, epoch, pieces };
    const helpers = this.#helpers.slice(0, this.#threads - 1);
    for (const thread of helpers) thread.post({ kind: 'run', run });
    const waited = workThrough(calls, counters, pieces, () => control.hasFailed);
    control.close();
    return waited;
  }

  /**
   * Where other programs want the cores too, a thread may be held up with a piece in hand while all
   * others wait. Of n threads each does an n-th: with more than the rest of the time spent waiting,
   * one alone would have been faster.
   */
  #learn(shareWaited: number): void {
    if (shareWaited <= 1 - 1 / this.#threads) {
      this.#restNext = restAtFirst;
      return;
    }
    this.#rest = this.#restNext;
    this.#restNext = Math.min(2 * this.#restNext, restAtMost);
  }

  /** How often another thread has taken part in a run. */
  get joined(): number {
    return new Control(this.#context.memory, this.#control).joined;
  }

  forget({ id }: CallList): void {
    if (!this.#known.delete(id)) return;
    for (const thread of this.#helpers) thread.post({ kind: 'forget', id });
  }

  end(): void {
    for (const thread of this.#helpers) thread.end();
  }

  #makeKnown({ id, calls }: CallList): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    for (const thread of this.#helpers) thread.post({ kind: 'call-list', id, calls });
  }

  #countersFor(calls: number): number {
    if (calls > this.#counters.calls) {
      const { allocate, free } = this.#context;
      if (this.#counters.calls > 0) free(this.#counters.address);
      this.#counters = { address: allocate(counterBytes(calls)), calls };
    }
    return this.#counters.address;
  }
}
