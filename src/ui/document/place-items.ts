import type { Command, Places } from '../../graph/commands/command.ts';
import type { Document, Frame, ItemSize, Position } from '../../graph/document/document.ts';
import { useDocument } from './document-store.ts';
import { perform } from './edits.ts';
import { insertWith } from './insert-on-wire.ts';

export interface Placed {
  readonly id: string;
  readonly position: Position;
  readonly size?: ItemSize;
  readonly dragged: boolean;
}

/**
 * Where things were put by a drag becomes one step of history. What was dragged itself also joins
 * the frame it was put into, or leaves the one it was taken out of.
 * @param wire the one that the dragged node was dropped on.
 */
export function placeItems(items: readonly Placed[], wire?: string): void {
  const { document } = useDocument.getState();
  const moved = new Map(items.map((item) => [item.id, item]));
  const places = movedPlaces(document, moved);
  const commands: Command[] = [];
  if (places) commands.push({ type: 'move', ...places }, ...frameSizes(places, moved));
  const joined = frameChanges(document, moved);
  commands.push(...joined);
  const [dragged] = items.filter((item) => item.dragged);
  if (wire !== undefined && dragged) {
    commands.push({ type: 'insert-existing', edge: wire, node: dragged.id });
    insertWith({ type: 'batch', label: 'Put on the wire', commands }, dragged.id);
    return;
  }
  const [only] = commands;
  if (!only) return;
  if (commands.length === 1) perform(only);
  else {
    const label =
      joined.length === 0 ? 'Move frame' : places ? 'Move into frame' : 'Put into frame';
    perform({ type: 'batch', label, commands });
  }
}

function movedPlaces(
  { nodes, frames, notes }: Document,
  moved: ReadonlyMap<string, Placed>,
): Places | undefined {
  const changed = (list: readonly { readonly id: string; readonly position: Position }[]) =>
    Object.fromEntries(
      list.flatMap(({ id, position }) => {
        const to = moved.get(id)?.position;
        return to && (to.x !== position.x || to.y !== position.y)
          ? [[id, { x: to.x, y: to.y }]]
          : [];
      }),
    );
  // A frame that reaches around what has grown in it has not moved for that.
  const taken = frames.filter(({ id }) => moved.get(id)?.dragged);
  const places = { nodes: changed(nodes), frames: changed(taken), notes: changed(notes) };
  return Object.values(places).some((list) => Object.keys(list).length > 0) ? places : undefined;
}

/** A frame that was moved keeps the size in which it was seen. */
function frameSizes({ frames = {} }: Places, moved: ReadonlyMap<string, Placed>): Command[] {
  const { document } = useDocument.getState();
  return document.frames.flatMap((frame): readonly Command[] => {
    const seen = Object.hasOwn(frames, frame.id) ? moved.get(frame.id)?.size : undefined;
    if (!seen?.width || (seen.width === frame.size.width && seen.height === frame.size.height))
      return [];
    return [{ type: 'edit-frame', frame: frame.id, changes: { size: seen } }];
  });
}

function frameChanges(document: Document, moved: ReadonlyMap<string, Placed>): Command[] {
  const joining = new Map<string | null, { nodes: string[]; notes: string[] }>();
  const look = (kind: 'nodes' | 'notes') => {
    for (const { id, frame } of document[kind]) {
      const placed = moved.get(id);
      if (!placed?.dragged) continue;
      const under =
        document.frames.findLast((candidate) => holds(candidate, placed, moved))?.id ?? null;
      if (under === (frame ?? null)) continue;
      const group = joining.get(under) ?? { nodes: [], notes: [] };
      group[kind].push(id);
      joining.set(under, group);
    }
  };
  look('nodes');
  look('notes');
  return [...joining].map(([frame, group]) => ({ type: 'set-frame', frame, ...group }));
}

/** Whether the middle of the item lies in the frame. */
function holds(frame: Frame, item: Placed, moved: ReadonlyMap<string, Placed>): boolean {
  const { position: corner = frame.position, size = frame.size } = moved.get(frame.id) ?? {};
  const x = item.position.x + (item.size?.width ?? 0) / 2 - corner.x;
  const y = item.position.y + (item.size?.height ?? 0) / 2 - corner.y;
  return x >= 0 && y >= 0 && x <= size.width && y <= size.height;
}
