/**
 * A tensor summed up in a few numbers: enough to notice that any one of its elements is wrong, few
 * enough to be stored as constants.
 */
export interface Fingerprint {
  /** Root mean square of all elements; what "close" is measured by. */
  readonly rms: number;
  /** Elements at `probeIndices`. */
  readonly probes: readonly number[];
  /** Σ element · weight / sqrt(count), with pseudo-random weights in [-1, 1]. */
  readonly projection: number;
}

const probeCount = 4;
const projectionSeed = 977;

export function fingerprint(values: ArrayLike<number>): Fingerprint {
  const weights = pattern(values.length, projectionSeed);
  let squares = 0;
  let projection = 0;
  weights.forEach((weight, i) => {
    const value = values[i] ?? Number.NaN;
    squares += value * value;
    projection += value * weight;
  });
  return {
    rms: Math.sqrt(squares / values.length),
    probes: probeIndices(values.length).map((i) => values[i] ?? Number.NaN),
    projection: projection / Math.sqrt(values.length),
  };
}

/** Corners and inside: first, last, and two between. */
function probeIndices(count: number): readonly number[] {
  return Array.from({ length: probeCount }, (_, i) =>
    Math.round((i * (count - 1)) / (probeCount - 1)),
  );
}

/**
 * `count` pseudo-random numbers in [-1, 1) that are the same on every machine: an integer hash
 * (the finaliser of MurmurHash3) of the index, cut to 24 bits so that float32 holds it exactly.
 */
export function pattern(count: number, seed: number): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
    values[i] = (h >>> 8) / 2 ** 23 - 1;
  }
  return values;
}
