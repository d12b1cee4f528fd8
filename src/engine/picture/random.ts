/** Gives the next number of its sequence at each call. */
export type Random = () => number;

/**
 * Uniform numbers in [0, 1), in steps of 2^-32: mulberry32 (Tommy Ettinger, public domain). It
 * uses 32-bit integer arithmetic only, so a seed gives the same sequence on every machine, for
 * ever. Seeds count by their lowest 32 bits.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Normal deviates (mean 0, deviation 1) from uniform ones, by Marsaglia's polar method. Repeats for
 * a seed like the uniform numbers, except that `Math.log` may differ between browsers in the last
 * bit of double precision, which float32 does not see.
 */
export function createNormal(random: Random): Random {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const deviate = spare;
      spare = undefined;
      return deviate;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * random() - 1;
      y = 2 * random() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * factor;
    return x * factor;
  };
}
