import { type Ir, isPointwise, usersOf } from '../../../network/ir.ts';
import { backwardSiblings, type ConvNode } from './conv.ts';
import type { Cotangents } from './cotangents.ts';
import type { Lowering } from './lowering.ts';
import { loweringOf } from './table.ts';

/** Emits the calls of the forward pass. */
export function lowerForward(l: Lowering, ir: Ir): void {
  for (const node of ir) loweringOf(node).forward(l, node);
}

/** Emits the calls of the backward pass, down to the cotangent of the network's input. */
export function lowerBackward(l: Lowering, cotangents: Cotangents, ir: Ir): void {
  const groups = siblings(ir);
  for (const node of [...ir].reverse()) {
    const group = groups.get(node.name);
    if (!group) loweringOf(node).backward(l, cotangents, node);
    else if (node === group[0]) backwardSiblings(l, cotangents, group);
  }
}

/** For each 1x1 convolution all those that read the same value, if there are more than one. */
function siblings(ir: Ir): ReadonlyMap<string, readonly ConvNode[]> {
  const users = usersOf(ir);
  return new Map(
    ir.flatMap(({ name }) => {
      const group = (users.get(name) ?? []).filter(isPointwise);
      return group.length < 2 ? [] : group.map(({ name }) => [name, group] as const);
    }),
  );
}

/** How many zeros the lowering of this network needs in a row. */
export function zerosNeeded(ir: Ir): number {
  return Math.max(16, ...ir.map((node) => loweringOf(node).zeros?.(node) ?? 0));
}
