import type { Ir, IrNode } from '../ir.ts';

/** Marks the pools whose input is never negative and dead at zero (see `PoolOperation.rectified`). */
export function markRectified(ir: Ir): Ir {
  const rectified = new Set<string>();
  return ir.map((node) => {
    const inputs = node.inputs.every((name) => rectified.has(name));
    if (isRectified(node, inputs)) rectified.add(node.name);
    return node.op === 'pool' && inputs ? { ...node, rectified: true } : node;
  });
}

function isRectified(node: IrNode, inputs: boolean): boolean {
  switch (node.op) {
    case 'conv':
    case 'depthwise':
    case 'activation':
      return node.activation.kind === 'relu' || node.activation.kind === 'relu6';
    case 'pool':
    case 'concat':
    case 'slice':
    case 'zero-pad':
    case 'crop':
      return inputs;
    default:
      return false;
  }
}
