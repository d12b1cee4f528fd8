/** Milliseconds without news after which a person should see that work goes on. */
const rest = 500;
/** What is told of the work before the first event, which nobody knows the length of. */
const firstStride = 0.004;
const firstCheckpoints = 20;

export interface BetweenEvents {
  /** An event has told how far the work is. */
  event(fraction: number): void;
  /** The work has come past a checkpoint. */
  checkpoint(): void;
}

/**
 * Progress between two events, which may be seconds apart where a picture has many megapixels: by
 * the checkpoints that work passed since the last event against those between the two before it.
 * Comes near the next event, and never to a stop.
 */
export function createBetweenEvents(
  tell: (fraction: number) => void,
  now: () => number = () => performance.now(),
): BetweenEvents {
  let from = 0;
  let stride = firstStride;
  let usual = firstCheckpoints;
  let passed = 0;
  let toldAt = now();
  return {
    event(fraction) {
      if (fraction > from) stride = fraction - from;
      if (passed > 0) usual = passed;
      from = fraction;
      passed = 0;
      toldAt = now();
    },
    checkpoint() {
      passed++;
      const time = now();
      if (time - toldAt < rest) return;
      toldAt = time;
      tell(from + stride * (1 - Math.exp(-passed / usual)));
    },
  };
}
