import { type Ir, linear, type Weights } from '../ir.ts';
import { sizeOf } from '../weights.ts';
import { absorb } from './absorb.ts';

/**
 * Folds batch normalisation (by now an affine map per channel) into the convolution before it:
 * (x * w + b) · s + o = x * (w · s) + (b · s + o).
 */
export function foldBatchNorm(ir: Ir, wanted: readonly string[]): Ir {
  return absorb(ir, wanted, (producer, reader) => {
    if (reader.op !== 'affine') return null;
    if (producer.op !== 'conv' && producer.op !== 'depthwise') return null;
    if (producer.activation.kind !== 'linear') return null;
    return {
      ...producer,
      name: reader.name,
      activation: linear,
      filter: scaleChannels(producer.filter, reader.scale),
      bias: foldBias(producer.bias, reader.scale, reader.offset),
    };
  });
}

/** Output channels are the filter's trailing numbers: the last axis, or two for depthwise filters. */
function scaleChannels(filter: Weights, scale: Weights): Weights {
  return {
    shape: filter.shape,
    load: (scratch) => {
      const factors = scale.load();
      const scaled = scratch ?? new Float32Array(sizeOf(filter.shape));
      const plain = filter.load(scaled);
      const channels = factors.length;
      for (let row = 0; row < scaled.length; row += channels) {
        for (let c = 0; c < channels; c++) {
          scaled[row + c] = (plain[row + c] as number) * (factors[c] as number);
        }
      }
      return scaled;
    },
  };
}

function foldBias(bias: Weights | null, scale: Weights, offset: Weights): Weights {
  return {
    shape: offset.shape,
    load: () => {
      const factors = scale.load();
      const before = bias?.load();
      return offset.load().map((o, i) => (before?.[i] ?? 0) * (factors[i] ?? 1) + o);
    },
  };
}
