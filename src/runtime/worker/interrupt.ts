/** What the page wants of a run: nothing more of it, or what there is. */
export type InterruptWish = 'stop' | 'keep';

const words = { stop: 0, keep: 1 } as const satisfies Record<InterruptWish, number>;

/**
 * Says that a run is to end by memory that page and worker share: a message would wait until the
 * worker, which may be in the middle of a long step, listens again. Each wish holds the number of the
 * last run that it was said of, so that none has to be taken back.
 */
export class Interrupt {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(shared: SharedArrayBuffer) {
    this.shared = shared;
    this.#words = new Int32Array(shared);
  }

  ask(wish: InterruptWish, run: string): void {
    Atomics.store(this.#words, words[wish], numberOf(run));
  }

  asks(wish: InterruptWish, run: string): boolean {
    return Atomics.load(this.#words, words[wish]) === numberOf(run);
  }
}

/** @returns undefined where pages cannot share memory. */
export function openInterrupt(): Interrupt | undefined {
  if (!globalThis.crossOriginIsolated) return undefined;
  return new Interrupt(new SharedArrayBuffer(Object.keys(words).length * 4));
}

/** Of "run 12". */
function numberOf(run: string): number {
  return Number(run.split(' ').at(-1));
}
