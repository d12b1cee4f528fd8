import { type Ir, type IrNode, usersOf } from '../../../network/ir.ts';
import { isFusable } from '../../../network/slope.ts';
import type { Shape } from '../../../network/windows.ts';
import { channelsOf, freshView, type View } from '../arena/view.ts';
import { loweringOf } from './table.ts';

/**
 * Where each value lies. What is joined lies in the joined value from the start, so that joining
 * costs nothing; an activation lies where its input lay.
 */
export function layOutValues(
  ir: Ir,
  shapes: ReadonlyMap<string, Shape>,
  wanted: readonly string[],
): ReadonlyMap<string, View> {
  const nodes = new Map(ir.map((node) => [node.name, node]));
  const users = usersOf(ir);
  const views = new Map<string, View>();
  for (const node of [...ir].reverse()) {
    const shape = shapes.get(node.name);
    if (!shape) throw new Error(`${node.name} has no shape.`);
    const view = views.get(node.name) ?? freshView(shape);
    views.set(node.name, view);
    if (node.op === 'concat') {
      let begin = 0;
      for (const name of node.inputs) {
        const { channels } = shapes.get(name) as Shape;
        const producer = nodes.get(name) as IrNode;
        if (!views.has(name) && !loweringOf(producer).isContiguous) {
          views.set(name, channelsOf(view, begin, channels));
        }
        begin += channels;
      }
    }
    const [input = ''] = node.inputs;
    const isOnlyReader = users.get(input)?.length === 1 && !wanted.includes(input);
    if (isOnlyReader && !views.has(input) && mayOverwrite(node, nodes.get(input))) {
      views.set(input, view);
    }
  }
  return views;
}

/** Whether nobody, backward neither, misses the input once the activation has been applied. */
function mayOverwrite(node: IrNode, producer: IrNode | undefined): boolean {
  if (node.op !== 'activation' || !isFusable(node.activation) || !producer) return false;
  return loweringOf(producer).mayBeOverwritten?.(producer) ?? false;
}
