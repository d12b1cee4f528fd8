import type { Ir } from '../ir.ts';
import { absorb } from './absorb.ts';

/**
 * Lets a convolution apply the activation that follows it. Swish stays apart: its derivative needs
 * the value before it, which a fused convolution does not keep.
 */
export function fuseActivation(ir: Ir, wanted: readonly string[]): Ir {
  return absorb(ir, wanted, (producer, reader) => {
    if (reader.op !== 'activation' || reader.activation.kind === 'swish') return null;
    if (producer.op !== 'conv' && producer.op !== 'depthwise') return null;
    if (producer.activation.kind !== 'linear') return null;
    return { ...producer, name: reader.name, activation: reader.activation };
  });
}
