import { pattern } from './fingerprint.ts';

interface Input {
  readonly shape: readonly number[];
  readonly seed: number;
  /** The values lie in [-magnitude, magnitude) + offset. */
  readonly magnitude: number;
  readonly offset: number;
}

/**
 * What the self-test computes with. Odd sizes bring out wrong padding, channel counts that 4 does
 * not divide bring out wrong packing.
 */
export const inputs = {
  map: { shape: [1, 13, 11, 8], seed: 1, magnitude: 1, offset: 0 },
  picture: { shape: [1, 13, 11, 3], seed: 2, magnitude: 1, offset: 0 },
  /** All positive: the wasm kernels start a maximum at the smallest positive number. */
  rectified: { shape: [1, 13, 11, 6], seed: 3, magnitude: 0.5, offset: 0.5 },
  filter3x3: { shape: [3, 3, 8, 12], seed: 4, magnitude: 1, offset: 0 },
  filter1x7: { shape: [1, 7, 8, 10], seed: 5, magnitude: 1, offset: 0 },
  filter1x1: { shape: [1, 1, 8, 16], seed: 6, magnitude: 1, offset: 0 },
  filterOfPicture: { shape: [3, 3, 3, 16], seed: 7, magnitude: 1, offset: 0 },
  depthwiseFilter: { shape: [3, 3, 8, 1], seed: 8, magnitude: 1, offset: 0 },
  bias: { shape: [12], seed: 9, magnitude: 1, offset: 0 },
  /** The cotangent of `map` convolved with `filter3x3`, SAME, stride 2. */
  convCotangent: { shape: [1, 7, 6, 12], seed: 10, magnitude: 1, offset: 0 },
  /** The cotangent of `rectified` pooled 3x3, VALID, stride 2. */
  poolCotangent: { shape: [1, 6, 5, 6], seed: 11, magnitude: 1, offset: 0 },
  left: { shape: [37, 66], seed: 12, magnitude: 1, offset: 0 },
  right: { shape: [29, 66], seed: 13, magnitude: 1, offset: 0 },
  /** As the cotangent of a mean over a million elements. */
  millionth: { shape: [1, 13, 11, 8], seed: 14, magnitude: 1e-6, offset: 0 },
  million: { shape: [1024, 1024], seed: 15, magnitude: 1, offset: 1 },
} as const satisfies Record<string, Input>;

export type InputName = keyof typeof inputs;

export function inputValues(name: InputName): Float32Array {
  const { shape, seed, magnitude, offset }: Input = inputs[name];
  const count = shape.reduce((product, size) => product * size, 1);
  const values = pattern(count, seed);
  for (let i = 0; i < count; i++) values[i] = (values[i] as number) * magnitude + offset;
  return values;
}
