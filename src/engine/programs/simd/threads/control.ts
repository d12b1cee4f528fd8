/** Words of shared memory by which the threads of a pool know whether a run is open. */
export const controlBytes = 64;

const epochWord = 0;
const activeWord = 1;
const failedWord = 2;
const joinedWord = 3;

export class Control {
  readonly #words: Int32Array;

  constructor(memory: WebAssembly.Memory, address: number) {
    this.#words = new Int32Array(memory.buffer, address, controlBytes / 4);
  }

  /** Threads that come with this epoch may take part from now on. */
  open(epoch: number): void {
    Atomics.store(this.#words, epochWord, epoch);
  }

  /** Ends the epoch and waits for those who are on their way out: all work is done by now. */
  close(): void {
    Atomics.store(this.#words, epochWord, 0);
    for (let active = this.#active; active > 0; active = this.#active) {
      Atomics.wait(this.#words, activeWord, active, 1);
    }
  }

  /** @returns false when the epoch has ended. Who has entered must leave. */
  enter(epoch: number): boolean {
    Atomics.add(this.#words, activeWord, 1);
    if (Atomics.load(this.#words, epochWord) !== epoch) {
      this.leave();
      return false;
    }
    Atomics.add(this.#words, joinedWord, 1);
    return true;
  }

  leave(): void {
    Atomics.sub(this.#words, activeWord, 1);
    Atomics.notify(this.#words, activeWord);
  }

  /** A thread could not do what it had taken on. */
  fail(): void {
    Atomics.store(this.#words, failedWord, 1);
  }

  get hasFailed(): boolean {
    return Atomics.load(this.#words, failedWord) === 1;
  }

  /** How often a thread has entered in time. */
  get joined(): number {
    return Atomics.load(this.#words, joinedWord);
  }

  get #active(): number {
    return Atomics.load(this.#words, activeWord);
  }
}
