import { inferShapes } from '../../src/engine/network/geometry.ts';
import type { Ir } from '../../src/engine/network/ir.ts';
import { prune } from '../../src/engine/network/ir.ts';
import { sizeOf } from '../../src/engine/network/weights.ts';

/**
 * Nominal operations of a gradient step: two for each multiplication of each convolution computed as
 * a plain sum, and as many for the backward pass. Faster algorithms make the machine seem faster.
 */
export function stepFlops(
  ir: Ir,
  layers: readonly string[],
  size: { readonly width: number; readonly height: number },
): number {
  const needed = prune(ir, layers);
  const shapes = inferShapes(needed, size.height, size.width);
  const forward = needed.map((node) => {
    const shape = shapes.get(node.name);
    return node.op === 'conv' && shape
      ? 2 * shape.height * shape.width * sizeOf(node.filter.shape)
      : 0;
  });
  return 2 * forward.reduce((sum, flops) => sum + flops, 0);
}
