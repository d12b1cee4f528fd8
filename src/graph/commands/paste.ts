import { ok, type Result } from '../../common/result.ts';
import type { Document, Edge, Position } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import { edgeIds, itemIds } from '../document/ids.ts';
import { count } from '../document/names.ts';
import { atFrame } from '../sequence/at-frame.ts';
import type { CommandOf } from './command.ts';
import { type CommandContext, checkNumbers, type Draft, type Edit, problem } from './edit.ts';
import { carriedLists } from './follow-wires.ts';
import { upperLeft } from './fragment.ts';

export function paste(context: CommandContext, command: CommandOf<'paste'>): Result<Edit> {
  const { at, keepInputs = false } = command;
  // In a still nothing moves: what is pasted stands as it is in its first frame.
  const moves = context.document.sequence !== undefined;
  const fragment = moves ? command.fragment : atFrame(command.fragment, context.catalog, 0);
  const size = fragment.nodes.length + fragment.frames.length + fragment.notes.length;
  if (size === 0)
    return problem('nothing-to-paste', 'There is nothing to paste. Copy nodes first.');
  const corner = upperLeft(fragment);
  const offset = at ? { x: at.x - corner.x, y: at.y - corner.y } : { x: 0, y: 0 };
  const numbers = checkNumbers(offset.x, offset.y);
  if (!numbers.ok) return numbers;
  const made = copyItems(context, fragment, offset, keepInputs);
  return ok({
    label:
      command.label ?? `Paste ${count(size, fragment.nodes.length === size ? 'node' : 'item')}`,
    created: [...made.nodes, ...made.frames, ...made.notes].map(({ id }) => id),
    change: (draft) => {
      draft.nodes.push(...(made.nodes as Draft['nodes']));
      draft.edges.push(...(made.edges as Draft['edges']));
      if (made.tracks.length > 0) draft.tracks = [...(draft.tracks ?? []), ...made.tracks];
      draft.frames.push(...(made.frames as Draft['frames']));
      draft.notes.push(...(made.notes as Draft['notes']));
    },
  });
}

function copyItems(
  context: CommandContext,
  fragment: Document,
  offset: Position,
  keepInputs: boolean,
) {
  const { document } = context;
  const makeId = itemIds(document);
  const makeEdgeId = edgeIds(document);
  const fresh = (items: readonly { readonly id: string }[], stem: (id: string) => string) =>
    new Map(items.map(({ id }) => [id, makeId(stem(id))]));
  const nodeIds = fresh(fragment.nodes, (id) => id.replace(/-\d+$/, ''));
  const frameIds = fresh(fragment.frames, () => 'frame');
  const noteIds = fresh(fragment.notes, () => 'note');
  const { nodes: present } = graphIndex(document);
  const moved = <Item extends { readonly id: string; readonly position: Position }>(
    items: readonly Item[],
    ids: ReadonlyMap<string, string>,
  ) =>
    items.map((item) => ({
      ...item,
      id: ids.get(item.id) ?? item.id,
      position: { x: item.position.x + offset.x, y: item.position.y + offset.y },
    }));
  const framed = <Item extends { readonly frame?: string }>({ frame, ...item }: Item) => {
    const id = frame === undefined ? undefined : frameIds.get(frame);
    return id === undefined ? item : { ...item, frame: id };
  };
  const sourceOf = ({ from }: Edge) =>
    nodeIds.get(from.node) ?? (keepInputs && present.has(from.node) ? from.node : undefined);
  const carried = fragment.edges.filter(
    (edge) => sourceOf(edge) !== undefined && nodeIds.has(edge.to.node),
  );
  return {
    nodes: moved(carriedLists(context.catalog, fragment, carried), nodeIds).map(framed),
    frames: moved(fragment.frames, frameIds),
    notes: moved(fragment.notes, noteIds).map(framed),
    tracks: (fragment.tracks ?? []).flatMap(({ node, ...track }) => {
      const id = nodeIds.get(node);
      return id === undefined
        ? []
        : ({ ...track, node: id } as NonNullable<Draft['tracks']>[number]);
    }),
    edges: carried.map((edge) => ({
      ...edge,
      id: makeEdgeId(),
      from: { ...edge.from, node: sourceOf(edge) ?? edge.from.node },
      to: { ...edge.to, node: nodeIds.get(edge.to.node) ?? edge.to.node },
    })),
  };
}
