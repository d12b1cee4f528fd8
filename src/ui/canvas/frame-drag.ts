import type { NodeChange } from '@xyflow/react';
import type { Document } from '../../graph/document/document.ts';
import type { FlowNode } from './flow-nodes.ts';

/**
 * Adds the moves of what a dragged frame holds. Members that are dragged themselves, because they
 * are selected too, are left alone: they move already.
 */
export function withFrameMembers(
  changes: readonly NodeChange<FlowNode>[],
  nodes: readonly FlowNode[],
  document: Document,
): NodeChange<FlowNode>[] {
  const all = [...changes];
  const moving = new Set(
    changes.flatMap((change) => (change.type === 'position' ? change.id : [])),
  );
  for (const change of changes) {
    if (change.type !== 'position' || !change.position || !change.dragging) continue;
    const frame = nodes.find((node) => node.id === change.id && node.type === 'frame');
    if (!frame) continue;
    const dx = change.position.x - frame.position.x;
    const dy = change.position.y - frame.position.y;
    if (dx === 0 && dy === 0) continue;
    const members = new Set(
      [...document.nodes, ...document.notes].flatMap((item) =>
        item.frame === frame.id ? item.id : [],
      ),
    );
    for (const { id, position } of nodes) {
      if (!members.has(id) || moving.has(id)) continue;
      all.push({
        type: 'position',
        id,
        position: { x: position.x + dx, y: position.y + dy },
        dragging: true,
      });
    }
  }
  return all;
}
