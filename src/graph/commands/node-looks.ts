import { ok, type Result } from '../../common/result.ts';
import { count } from '../document/names.ts';
import type { CommandOf } from './command.ts';
import {
  all,
  type CommandContext,
  checkNumbers,
  type Edit,
  findNodeById,
  titleOf,
} from './edit.ts';

/** How wide a person may draw a node. How it is drawn changes nothing that it makes. */
export const nodeWidths = { min: 120, max: 600 } as const;

export function setCollapsed(
  context: CommandContext,
  { nodes, collapsed }: CommandOf<'set-collapsed'>,
): Result<Edit> {
  const found = all(nodes.map((id) => findNodeById(context, id)));
  if (!found.ok) return found;
  const ids = new Set(nodes);
  const [first] = found.value;
  const what = nodes.length === 1 && first ? titleOf(context, first) : count(nodes.length, 'node');
  return ok({
    label: `${collapsed ? 'Collapse' : 'Open'} ${what}`,
    change: (draft) => {
      for (const node of draft.nodes) {
        if (!ids.has(node.id)) continue;
        if (collapsed) node.collapsed = true;
        else delete node.collapsed;
      }
    },
  });
}

export function resizeNode(
  context: CommandContext,
  { node: id, size }: CommandOf<'resize-node'>,
): Result<Edit> {
  const found = findNodeById(context, id);
  if (!found.ok) return found;
  const { width = 0, height = 0 } = size ?? {};
  const numbers = checkNumbers(width, height);
  if (!numbers.ok) return numbers;
  return ok({
    label: `Resize ${titleOf(context, found.value)}`,
    change: (draft) => {
      const node = draft.nodes.find((candidate) => candidate.id === id);
      if (!node) return;
      if (size === null) delete node.size;
      else node.size = { width: clampWidth(width), ...heightOf(height) };
    },
  });
}

/** Zero stands for none: the node is as tall as what it shows. */
function heightOf(height: number) {
  return height > 0 ? { height: Math.min(nodeWidths.max, height) } : {};
}

export function clampWidth(width: number): number {
  return Math.min(nodeWidths.max, Math.max(nodeWidths.min, width));
}
