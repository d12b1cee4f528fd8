import { engine, memory } from '@tensorflow/tfjs-core';

/** What lives on all backends together. */
export interface TensorMemory {
  readonly tensors: number;
  readonly bytes: number;
}

export function tensorMemory(): TensorMemory {
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors, bytes: numBytes };
}

/** Follows the most bytes that tensors have taken at once. */
export interface PeakWatch {
  /** Since the watch began, bytes. */
  readonly peak: () => number;
  readonly stop: () => void;
}

/**
 * tfjs counts the bytes of tensors but keeps no maximum, so this stands between the count and its
 * writers. One watch at a time: end it before the next begins.
 */
export function watchPeakBytes(): PeakWatch {
  const { state } = engine();
  let now = state.numBytes;
  let peak = now;
  Object.defineProperty(state, 'numBytes', {
    configurable: true,
    enumerable: true,
    get: () => now,
    set: (bytes: number) => {
      now = bytes;
      peak = Math.max(peak, bytes);
    },
  });
  return {
    peak: () => peak,
    stop: () =>
      Object.defineProperty(state, 'numBytes', {
        configurable: true,
        enumerable: true,
        writable: true,
        value: now,
      }),
  };
}
