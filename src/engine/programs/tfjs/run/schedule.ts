import { type Ir, type IrNode, usersOf } from '../../../network/ir.ts';
import type { Kernel, Ops } from '../ops.ts';

/** One node with its kernel and the lifetime of its value. */
export interface Step {
  readonly node: IrNode;
  /** Null for the input and for slices, which the passes handle themselves. */
  readonly kernel: Kernel | null;
  /** Values that no later step of the forward pass reads and no caller wants. */
  readonly lastReads: readonly string[];
  /** The backward pass reads the value of this node. */
  readonly kept: boolean;
}

/** Which values live how long: decided once, the same for every picture size. */
export function schedule(ir: Ir, layers: readonly string[], ops: Ops): readonly Step[] {
  const kernels = new Map(ir.map((node) => [node.name, makeKernel(node, ops)]));
  const users = usersOf(ir);
  const lastReader = new Map<string, string>();
  for (const node of ir) for (const input of node.inputs) lastReader.set(input, node.name);
  return ir.map((node) => {
    const kernel = kernels.get(node.name) ?? null;
    const read = users.get(node.name) ?? [];
    return {
      node,
      kernel,
      lastReads: [...new Set(node.inputs)].filter(
        (input) => lastReader.get(input) === node.name && !layers.includes(input),
      ),
      kept:
        (kernel?.keeps.output ?? false) || read.some(({ name }) => kernels.get(name)?.keeps.inputs),
    };
  });
}

function makeKernel(node: IrNode, ops: Ops): Kernel | null {
  return node.op === 'input' || node.op === 'slice' ? null : ops(node);
}
