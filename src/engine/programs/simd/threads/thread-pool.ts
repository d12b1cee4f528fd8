import { type KernelExports, scratchBytes } from '../kernels/instance.ts';
import { type BoundCall, counterBytes, countersOf, type Script, workThrough } from './call-list.ts';
import { Control, controlBytes } from './control.ts';
import type { Member, Threads } from './message.ts';

/** What leader and members work on. */
export interface Shop {
  readonly module: WebAssembly.Module;
  /** Shared. */
  readonly memory: WebAssembly.Memory;
  /** The leader's own. */
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
 * thread that has the crew leads it and does its own share. What comes out does not depend on who
 * did what, so it is the result of one thread, bit for bit.
 */
export class Crew {
  readonly #shop: Shop;
  readonly #members: readonly Member[];
  #threads: number;
  readonly #control: number;
  /** Scripts that the members know. */
  readonly #told = new Set<number>();
  #counters = { address: 0, calls: 0 };
  #epoch = 0;
  #rest = 0;
  #restNext = restAtFirst;

  constructor(shop: Shop, { count, spawn }: Threads) {
    this.#shop = shop;
    const members = Array.from({ length: count - 1 }, spawn);
    this.#members = members;
    this.#threads = count;
    const { module, memory, allocate } = shop;
    const control = allocate(controlBytes);
    this.#control = control;
    for (const member of members) {
      member.post({ kind: 'start', module, memory, scratch: allocate(scratchBytes), control });
    }
  }

  /** From now on no more than so many take part, the leader included. */
  useThreads(count: number): void {
    this.#threads = Math.max(1, Math.min(count, this.#members.length + 1));
    this.#rest = 0;
  }

  /** Makes the calls of a script. Members that are not there yet take part from the next on. */
  run(script: Script, arena: number): void {
    const calls = script.bind(this.#shop.kernels, arena);
    if (this.#threads === 1 || this.#rest > 0) {
      this.#rest--;
      for (const { run, units } of calls) run(0, units);
      return;
    }
    const start = performance.now();
    const waited = this.#runTogether(script, calls, arena);
    this.#learn(waited / (performance.now() - start));
  }

  #runTogether(script: Script, calls: readonly BoundCall[], arena: number): number {
    this.#tell(script);
    const { memory } = this.#shop;
    const address = this.#countersFor(calls.length);
    const counters = countersOf(memory, address, calls.length).fill(0);
    const control = new Control(memory, this.#control);
    const epoch = ++this.#epoch;
    const pieces = piecesEach * this.#threads;
    control.open(epoch);
    const run = { script: script.id, arena, counters: address, epoch, pieces };
    const helpers = this.#members.slice(0, this.#threads - 1);
    for (const member of helpers) member.post({ kind: 'run', run });
    const waited = workThrough(calls, counters, pieces, () => control.hasFailed);
    control.close();
    return waited;
  }

  /**
   * Where other programs want the cores too, a member may be held up with a piece in hand while all
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

  /** How often a member has taken part in a run. */
  get joined(): number {
    return new Control(this.#shop.memory, this.#control).joined;
  }

  forget({ id }: Script): void {
    if (!this.#told.delete(id)) return;
    for (const member of this.#members) member.post({ kind: 'forget', id });
  }

  end(): void {
    for (const member of this.#members) member.end();
  }

  #tell({ id, calls }: Script): void {
    if (this.#told.has(id)) return;
    this.#told.add(id);
    for (const member of this.#members) member.post({ kind: 'script', id, calls });
  }

  #countersFor(calls: number): number {
    if (calls > this.#counters.calls) {
      const { allocate, free } = this.#shop;
      if (this.#counters.calls > 0) free(this.#counters.address);
      this.#counters = { address: allocate(counterBytes(calls)), calls };
    }
    return this.#counters.address;
  }
}
