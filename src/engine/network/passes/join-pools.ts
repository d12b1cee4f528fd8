import type { Ir } from '../ir.ts';
import { absorb } from './absorb.ts';

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
    if (reader.size.some((side) => side !== 1)) return null;
    if (producer.size.some((side) => side % 2 === 0)) return null;
    return { ...producer, name: reader.name, strides: reader.strides, padding: 'centred' };
  });
}
