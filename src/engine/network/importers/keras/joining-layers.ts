import type { IrNode, Operation } from '../../ir.ts';
import { affine, type LayerCall } from './layer-call.ts';

/*
 * Layers that combine several values number by number, of which the IR has sum, product and maximum.
 */

export function subtract(call: LayerCall): readonly IrNode[] {
  const [first = '', second = ''] = call.inputs;
  const negative = `${call.name}/negative`;
  return [
    { name: negative, inputs: [second], ...times(-1, call.channels(1)) },
    { name: call.name, inputs: [first, negative], op: 'add' },
  ];
}

export function average(call: LayerCall): readonly IrNode[] {
  const sum = `${call.name}/sum`;
  const { name, inputs } = call;
  return [
    { name: sum, inputs, op: 'add' },
    { name, inputs: [sum], ...times(1 / inputs.length, call.channels(0)) },
  ];
}

/** The largest of the negatives, negative. */
export function minimum(call: LayerCall): readonly IrNode[] {
  const negatives = call.inputs.map((_, at) => `${call.name}/negative${at}`);
  const largest = `${call.name}/largest`;
  return [
    ...call.inputs.map((input, at) => ({
      name: negatives[at] as string,
      inputs: [input],
      ...times(-1, call.channels(at)),
    })),
    { name: largest, inputs: negatives, op: 'maximum' },
    { name: call.name, inputs: [largest], ...times(-1, call.channels(0)) },
  ];
}

function times(factor: number, channels: number): Operation {
  return affine(
    [channels],
    () => factor,
    () => 0,
  );
}
