import { type Ir, type IrNode, indexByName, linear, usersOf, type Weights } from '../ir.ts';
import { windowOfPool } from '../operation-shapes.ts';
import { isFusable } from '../slope.ts';
import { sizeOf } from '../weights.ts';
import { extentOf } from '../windows.ts';

/**
 * Lets nodes absorb the one that reads them: where `join(producer, reader)` gives a node, it takes
 * the reader's place and name, and the producer goes. Only a producer that nothing else reads and
 * that is not itself wanted can be absorbed.
 */
function absorb(
  ir: Ir,
  wanted: readonly string[],
  join: (producer: IrNode, reader: IrNode) => IrNode | null,
): Ir {
  const nodes = new Map(indexByName(ir));
  const users = usersOf(ir);
  const gone = new Set<string>();
  for (const reader of ir) {
    const [input, ...others] = reader.inputs;
    const producer = input === undefined ? undefined : nodes.get(input);
    if (!producer || others.length > 0) continue;
    if (wanted.includes(producer.name) || users.get(producer.name)?.length !== 1) continue;
    const joined = join(producer, reader);
    if (!joined) continue;
    nodes.set(reader.name, joined);
    gone.add(producer.name);
  }
  return ir.flatMap(({ name }) => (gone.has(name) ? [] : (nodes.get(name) ?? [])));
}

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

/** Lets a convolution apply the activation that follows it, unless its slope needs the value before. */
export function fuseActivation(ir: Ir, wanted: readonly string[]): Ir {
  return absorb(ir, wanted, (producer, reader) => {
    if (reader.op !== 'activation' || !isFusable(reader.activation)) return null;
    if (producer.op !== 'conv' && producer.op !== 'depthwise') return null;
    if (producer.activation.kind !== 'linear') return null;
    return { ...producer, name: reader.name, activation: reader.activation };
  });
}

/**
 * A layers model writes a max pool whose windows lie around every s-th pixel, with nothing beyond the
 * border taking part (PyTorch's padding of (size - 1) / 2), as two: one around every pixel, then one
 * of a single pixel with stride s. Joined they compute a fraction of the windows.
 */
export function joinPools(ir: Ir, wanted: readonly string[]): Ir {
  return absorb(ir, wanted, (producer, reader) => {
    if (producer.op !== 'pool' || producer.kind !== 'max' || producer.padding !== 'same')
      return null;
    if (reader.op !== 'pool' || producer.strides.some((stride) => stride !== 1)) return null;
    if (reader.size.some((side) => side !== 1) || typeof reader.padding !== 'string') return null;
    if (producer.size.some((side) => side % 2 === 0)) return null;
    const window = windowOfPool(producer);
    const [v, h] = [(extentOf(window, 0) - 1) / 2, (extentOf(window, 1) - 1) / 2];
    const padding = { top: v, bottom: v, left: h, right: h };
    return { ...producer, name: reader.name, strides: reader.strides, padding };
  });
}
