import { sampleAt } from './edges.ts';

/**
 * Along one axis, which input samples make each output sample, and with what weight. Output sample
 * `i` is the sum of `weights[i * stride + k] * input[starts[i] + k]` for `k < counts[i]`; the
 * weights of one output sample sum to 1.
 */
export interface AxisTaps {
  /** Number of input samples. */
  readonly from: number;
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly stride: number;
  readonly weights: Float64Array;
}

/** A filter for resampling, of width 1: it is 0 from `reach` on. */
interface Kernel {
  readonly reach: number;
  /** At a distance from its middle, in a filter `width` times as wide; the scale is free. */
  readonly at: (distance: number, width: number) => number;
}

const kernels = {
  /** The share of each sample, one wide itself, that the filter covers. */
  box: { reach: 1, at: (distance, width) => covered((width + 1) / 2 - Math.abs(distance)) },
  triangle: { reach: 1, at: (distance, width) => width - Math.abs(distance) },
  /** sinc(x) · sinc(x / 3): keeps nearly all that the new size can hold, and overshoots at edges. */
  lanczos: { reach: 3, at: (distance, width) => lanczos(distance / width) },
} as const satisfies Readonly<Record<string, Kernel>>;

/** What a photo can be resized by. */
export type Filter = Exclude<keyof typeof kernels, 'box'>;

function covered(length: number): number {
  return Math.min(Math.max(length, 0), 1);
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  const angle = Math.PI * x;
  return (3 * Math.sin(angle) * Math.sin(angle / 3)) / (angle * angle);
}

/**
 * Taps of half-pixel resampling from `from` to `to` samples: sample centres lie at
 * `(i + 0.5) / n` of the length, as in TensorFlow 2, PyTorch with `align_corners=False`, and OpenCV.
 * With `antialias` the filter widens by the shrink factor, as in Pillow, so that every input
 * sample counts.
 * Samples beyond the end mirror those before it. When enlarging by a triangle, that replicates the
 * edge; when shrinking by a whole factor, every input sample then counts the same and the mean is
 * kept.
 */
export function resizeTaps(
  from: number,
  to: number,
  antialias: boolean,
  filter: Filter = 'triangle',
): AxisTaps {
  const scale = from / to;
  const centreAt = (i: number): number => (i + 0.5) * scale - 0.5;
  return samplingTaps(from, to, { centreAt, width: antialias ? scale : 1, filter });
}

/** Where output samples stand among input samples, and what each is made of. */
export interface Sampling {
  /** Place of an output sample, where input sample j stands at j. */
  readonly centreAt: (i: number) => number;
  /** Of the filter, in input samples; at least 1 is used. */
  readonly width: number;
  readonly filter: keyof typeof kernels;
  /** What stands beyond the ends: the inside mirrored, or the last sample again and again. */
  readonly beyond?: 'mirror' | 'last';
}

/** Taps to `to` output samples anywhere, inside or beyond `from` input samples. */
export function samplingTaps(
  from: number,
  to: number,
  { centreAt, width, filter, beyond = 'mirror' }: Sampling,
): AxisTaps {
  const { reach, at: kernel }: Kernel = kernels[filter];
  const wide = Math.max(1, width);
  const radius = reach * wide;
  const stride = Math.ceil(2 * radius) + 1;
  const starts = new Int32Array(to);
  const counts = new Int32Array(to);
  const weights = new Float64Array(to * stride);
  const sample = (j: number): number =>
    beyond === 'mirror' ? sampleAt(j, from, 'mirror') : Math.min(Math.max(j, 0), from - 1);
  for (let i = 0; i < to; i++) {
    const centre = centreAt(i);
    const first = Math.floor(centre - radius) + 1;
    const last = Math.ceil(centre + radius) - 1;
    let [start, end, total] = [from, 0, 0];
    for (let j = first; j <= last; j++) {
      start = Math.min(start, sample(j));
      end = Math.max(end, sample(j));
      total += kernel(j - centre, wide);
    }
    for (let j = first; j <= last; j++) {
      const at = i * stride + sample(j) - start;
      weights[at] = (weights[at] ?? 0) + kernel(j - centre, wide) / total;
    }
    starts[i] = start;
    counts[i] = end - start + 1;
  }
  return { from, starts, counts, stride, weights };
}

/**
 * Taps of a Gaussian blur of `length` samples, `sigma` > 0 in samples, cut off at 3 sigma; beyond
 * the ends the edge sample is replicated.
 */
export function gaussianTaps(length: number, sigma: number): AxisTaps {
  const reach = Math.ceil(3 * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-0.5 * ((k - reach) / sigma) ** 2),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const stride = Math.min(kernel.length, length);
  const starts = new Int32Array(length);
  const counts = new Int32Array(length);
  const weights = new Float64Array(length * stride);
  for (let i = 0; i < length; i++) {
    const start = Math.max(i - reach, 0);
    const end = Math.min(i + reach, length - 1);
    for (const [k, weight] of kernel.entries()) {
      const at = i * stride + Math.min(Math.max(i - reach + k, start), end) - start;
      weights[at] = (weights[at] ?? 0) + weight / total;
    }
    starts[i] = start;
    counts[i] = end - start + 1;
  }
  return { from: length, starts, counts, stride, weights };
}
