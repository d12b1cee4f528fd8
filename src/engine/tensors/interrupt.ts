/** Thrown in the middle of work that blocks its thread, when the run is to end. */
export class Interrupted extends Error {
  constructor() {
    super('The work was interrupted.');
  }
}

let isWanted: (() => boolean) | null = null;

/**
 * Messages do not come through while a thread computes. Where another thread can say by shared
 * memory that a run is to end, long work asks for it in between.
 * @param check whether the work at hand is to end; null: nobody can say so.
 */
export function interruptWhen(check: (() => boolean) | null): void {
  isWanted = check;
}

let onPass: (() => void) | null = null;

/**
 * Messages do go out while a thread computes.
 * @param listener is called each time that long work comes past one of its checkpoints; null: nobody
 *   listens.
 */
export function listenToCheckpoints(listener: (() => void) | null): void {
  onPass = listener;
}

/** A checkpoint at which work cannot end. */
export function passCheckpoint(): void {
  onPass?.();
}

/** @throws `Interrupted`, which the ascent takes for what it is: a wish to stop. */
export function throwIfInterrupted(): void {
  onPass?.();
  if (isWanted?.()) throw new Interrupted();
}
