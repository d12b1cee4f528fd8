/** What a network is built of, whatever kind of file it is written to. Values are pictures with channels. */
export interface Builder {
  readonly input: Value;
  readonly conv: (name: string, x: Value, how: ConvSettings) => Value;
  readonly depthwise: (name: string, x: Value, how: Omit<ConvSettings, 'outputs'>) => Value;
  /** Batch normalisation that follows no convolution. */
  readonly norm: (name: string, x: Value, act?: Act) => Value;
  /** Over the channels of each pixel. */
  readonly layerNorm: (name: string, x: Value) => Value;
  /** Times a constant for each channel. */
  readonly scale: (name: string, x: Value) => Value;
  readonly activate: (name: string, x: Value, act: Act) => Value;
  readonly pool: (name: string, x: Value, how: PoolSettings) => Value;
  readonly localResponse: (name: string, x: Value) => Value;
  /** Of all pixels, as one pixel. */
  readonly mean: (name: string, x: Value) => Value;
  readonly concat: (name: string, values: readonly Value[]) => Value;
  readonly add: (name: string, a: Value, b: Value) => Value;
  readonly multiply: (name: string, a: Value, b: Value) => Value;
  /** Channels [begin, begin + size). */
  readonly slice: (name: string, x: Value, begin: number, size: number) => Value;
  /** Channel shuffle: as [groups, channels / groups], transposed. */
  readonly shuffle: (name: string, x: Value, groups: number) => Value;
  /** Flattens, of a map of `side` x `side` pixels, through dense layers of these sizes to probabilities. */
  readonly classify: (name: string, x: Value, side: number, sizes: readonly number[]) => void;
}

export interface Value {
  readonly name: string;
  readonly channels: number;
}

export type Act = 'relu' | 'relu6' | 'sigmoid' | 'swish' | 'hard-swish' | 'gelu';
export type Pair = readonly [number, number];

/** Zeros on each side; or as many as SAME says. `ceil`: none, and a last window that the map cuts off. */
export type Pad = number | 'same' | 'ceil';

export interface ConvSettings {
  readonly outputs: number;
  readonly size?: number | Pair;
  readonly stride?: number;
  readonly pad?: Pad;
  /** Batch normalisation in place of a bias. */
  readonly norm?: boolean;
  readonly act?: Act;
}

export interface PoolSettings {
  readonly kind: 'max' | 'average';
  readonly size: number;
  readonly stride: number;
  readonly pad?: Pad;
}

export const epsilon = { batchNorm: 1e-3, layerNorm: 1e-6 };
export const lrn = { size: 5, alpha: 0.05, beta: 0.75, bias: 1 };

export function pairOf(size: number | Pair): Pair {
  return typeof size === 'number' ? [size, size] : size;
}

/** Random numbers as networks have them: the same for the same order of calls. */
export class RandomWeights {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** Under which activations neither die nor grow. @param fanIn how many products a sum has. */
  filter(length: number, fanIn: number): Float32Array {
    return this.normal(length, 0, Math.sqrt(2 / fanIn));
  }

  bias(length: number): Float32Array {
    return this.normal(length, 0.1, 0.2);
  }

  /** With batch normalisation folded in, as exporters do. @param shape [height, width, inputs, outputs] */
  convolution(
    [height, width, inputs, outputs]: readonly [number, number, number, number],
    norm: boolean,
  ) {
    const fanIn = height * width * inputs;
    const filter = this.filter(fanIn * outputs, fanIn);
    if (!norm) return { filter, bias: this.bias(outputs) };
    const { scale, offset, mean, variance } = this.batchNorm(outputs);
    const factors = scale.map((s, c) => s / Math.sqrt((variance[c] ?? 1) + epsilon.batchNorm));
    filter.forEach((value, i) => {
      filter[i] = value * (factors[i % outputs] as number);
    });
    return { filter, bias: offset.map((o, c) => o - (mean[c] ?? 0) * (factors[c] ?? 1)) };
  }

  /** Scale and offset to learn, and the moments of the batches. */
  batchNorm(channels: number) {
    return {
      scale: this.uniform(channels, 0.6, 1.4),
      offset: this.normal(channels, 0.1, 0.3),
      mean: this.normal(channels, 0, 0.2),
      variance: this.uniform(channels, 0.6, 1.6),
    };
  }

  uniform(length: number, low: number, high: number): Float32Array {
    return Float32Array.from({ length }, () => low + (high - low) * this.next());
  }

  private normal(length: number, mean: number, deviation: number): Float32Array {
    return Float32Array.from({ length }, () => {
      const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
    });
  }

  /** Mulberry32, in [0, 1). */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}
