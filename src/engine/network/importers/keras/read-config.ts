import type { Activation, Margins, Padding, Pair } from '../../ir.ts';
import { record } from './topology.ts';

type Config = Readonly<Record<string, unknown>>;

/** A setting that this importer does not support; carries words that fit after "the layer X (Class)". */
export class Unsupported extends Error {}

export function pair(value: unknown, fallback: Pair = [1, 1]): Pair {
  if (typeof value === 'number') return [value, value];
  if (Array.isArray(value) && value.every((v) => typeof v === 'number')) {
    return [value[0] ?? fallback[0], value[1] ?? value[0] ?? fallback[1]];
  }
  return fallback;
}

export function padding({ padding: value }: Config): Padding {
  if (value === 'same' || value === 'valid') return value;
  throw new Unsupported(`uses padding "${String(value)}"`);
}

/** 1, [1, 2] or [[1, 2], [3, 4]], as ZeroPadding2D and Cropping2D write it. */
export function margins(value: unknown): Margins {
  const [v, h] = Array.isArray(value) ? value : [value, value];
  const [top, bottom] = pair(v, [0, 0]);
  const [left, right] = pair(h, [0, 0]);
  return { top, bottom, left, right };
}

export function channelsLast(config: Config): void {
  const format = config.data_format;
  if (format !== undefined && format !== null && format !== 'channels_last') {
    throw new Unsupported(`keeps its data as ${String(format)}`);
  }
}

/** Softmax is left out on purpose: a dream climbs the logits before it. */
export function activation(value: unknown): Activation {
  const name = typeof value === 'string' ? value : record(value).class_name;
  switch (name ?? 'linear') {
    case 'linear':
    case 'softmax':
      return { kind: 'linear' };
    case 'relu':
    case 'relu6':
    case 'sigmoid':
    case 'tanh':
    case 'swish':
      return { kind: name as 'relu' };
    case 'silu':
      return { kind: 'swish' };
    case 'leaky_relu':
      return { kind: 'leaky-relu', alpha: 0.2 };
    default:
      throw new Unsupported(`uses the activation "${String(name)}"`);
  }
}

/** The layer class ReLU: plain, capped at 6, or leaky. */
export function reluLayer(config: Config): Activation {
  const slope = Number(config.negative_slope ?? 0);
  const cap = config.max_value ?? null;
  if (Number(config.threshold ?? 0) !== 0) throw new Unsupported('uses a threshold');
  if (cap === null) return slope === 0 ? { kind: 'relu' } : { kind: 'leaky-relu', alpha: slope };
  if (Number(cap) === 6 && slope === 0) return { kind: 'relu6' };
  throw new Unsupported(`is capped at ${String(cap)}`);
}
