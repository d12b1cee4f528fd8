import type { Motion } from '../../src/engine/motion/motion.ts';
import type { TrueMotion } from './moving-clip.ts';

export interface FlowErrors {
  /** Mean distance in pixels between found and true motion, everywhere. */
  readonly all: number;
  /** The same, where what is seen was seen in the frame before. */
  readonly seen: number;
  /** Mean consistency where nothing was seen before: should be 0. */
  readonly falselyKnown: number;
  /** Mean lack of consistency where it was seen: should be 0. */
  readonly falselyLost: number;
}

export function flowErrors(found: Motion, truth: TrueMotion): FlowErrors {
  const sums = { all: 0, seen: 0, falselyKnown: 0, falselyLost: 0 };
  let known = 0;
  const pixels = found.width * found.height;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const error = distance(found.data, truth.data, 2 * pixel);
    const share = found.consistency.data[pixel] as number;
    sums.all += error;
    if (truth.seen.data[pixel] === 1) {
      known++;
      sums.seen += error;
      sums.falselyLost += 1 - share;
    } else sums.falselyKnown += share;
  }
  return {
    all: sums.all / pixels,
    seen: sums.seen / known,
    falselyKnown: sums.falselyKnown / (pixels - known),
    falselyLost: sums.falselyLost / known,
  };
}

function distance(a: Float32Array, b: Float32Array, at: number): number {
  const dx = (a[at] as number) - (b[at] as number);
  const dy = (a[at + 1] as number) - (b[at + 1] as number);
  return Math.hypot(dx, dy);
}
