import { problemText } from '../../common/result.ts';
import { applyCommand } from '../../graph/commands/apply.ts';
import type { Command } from '../../graph/commands/command.ts';
import { newNodeIds } from '../../graph/commands/nodes.ts';
import type { Document, Position } from '../../graph/document/document.ts';
import { makeRoom } from '../../graph/layout/make-room.ts';
import { catalog } from '../../nodes/catalog.ts';
import { canvas } from '../session/canvas-handle.ts';
import { noteUse } from '../session/remembered.ts';
import { notify, select, useSession } from '../session/session-store.ts';
import { addNode } from './add-node.ts';
import { measuredSizes } from './align.ts';
import { edit, mayEdit, useDocument } from './document-store.ts';
import { perform } from './edits.ts';
import { hasWires, wireAt } from './wire-geometry.ts';

/** Marks the wire at a point of the canvas, if a new node of the type could go onto it. */
export function markWireAt(type: string | undefined, at: Position | undefined): void {
  const edge = type !== undefined && at ? wireAt(at) : undefined;
  const target =
    edge !== undefined && type && mayEdit(insertion(type, edge, at)) ? edge : undefined;
  if (useSession.getState().target !== target) useSession.setState({ target });
}

/**
 * Adds a node at a point: on the wire that runs there, or else free with its corner there. Where
 * the wire does not take it, says why and leaves it free. @returns its id.
 */
export function dropNode(type: string, at: Position): string | undefined {
  const edge = wireAt(at);
  if (edge === undefined) return addNode(type, { at });
  return insertNode(type, edge, at) ?? addNode(type, { at });
}

/** Puts a new node on a wire, with its middle at a point: one step of history. @returns its id. */
function insertNode(type: string, edge: string, at: Position): string | undefined {
  const { document } = useDocument.getState();
  const id = newNodeIds(document, [type])[0] ?? type;
  if (!insertWith(insertion(type, edge, at, id), id)) return undefined;
  select([id]);
  noteUse(type);
  return id;
}

/** Says why a node that lies on a wire with its middle did not go onto it; only one without wires. */
export function sayWhyNotOnWire(id: string): void {
  const { document } = useDocument.getState();
  const [place, size] = [canvas().placeOf(id), canvas().sizeOf(id)];
  if (!place || !size || hasWires(document, id)) return;
  const edge = wireAt({ x: place.x + size.width / 2, y: place.y + size.height / 2 });
  if (edge === undefined) return;
  const refused = applyCommand(document, catalog, { type: 'insert-existing', edge, node: id });
  if (!refused.ok) notify(problemText(refused.problem));
}

/** Adds a fragment around a point. A single node goes onto the wire that runs there. */
export function pasteAt(fragment: Document, place: Position): readonly string[] {
  const edge = fragment.nodes.length === 1 ? wireAt(place) : undefined;
  const gesture = `paste ${edge}`;
  const at = { x: place.x - 100, y: place.y - 60 };
  const created = perform({ type: 'paste', fragment, at }, edge === undefined ? {} : { gesture });
  const [node] = created;
  if (edge === undefined || node === undefined) return created;
  const frame = frameAt(place);
  const commands: readonly Command[] = [
    ...(frame ? [{ type: 'set-frame', frame, nodes: [node] } as const] : []),
    { type: 'insert-existing', edge, node },
  ];
  const done = edit({ type: 'batch', label: 'Put on the wire', commands }, { gesture });
  if (done.ok) roomFor(node, gesture);
  else notify(problemText(done.problem));
  return created;
}

/** Half of a usual node's width, and how far its sockets lie below its upper edge. */
const middle = { x: 96, y: 39 };

function insertion(
  type: string,
  edge: string,
  at: Position = { x: 0, y: 0 },
  id?: string,
): Command {
  const frame = frameAt(at);
  const position = { x: Math.round(at.x - middle.x), y: Math.round(at.y - middle.y) };
  const node = { type, position, ...(id !== undefined && { id }), ...(frame && { frame }) };
  return { type: 'insert-node', edge, node };
}

function frameAt({ x, y }: Position): string | undefined {
  const { frames } = useDocument.getState().document;
  const holds = ({ position, size }: (typeof frames)[number]) =>
    x >= position.x &&
    y >= position.y &&
    x <= position.x + size.width &&
    y <= position.y + size.height;
  return frames.findLast(holds)?.id;
}

/**
 * Does what puts a node on a wire, and makes room for it in the same step of history, once it has
 * been measured. Says why when it may not be done. @returns whether it was.
 */
export function insertWith(command: Command, id: string): boolean {
  const gesture = `insert ${id}`;
  const done = edit(command, { gesture });
  if (done.ok) roomFor(id, gesture);
  else notify(problemText(done.problem), 'alert');
  return done.ok;
}

function roomFor(id: string, gesture: string, tries = 30): void {
  const { document, history } = useDocument.getState();
  // Another edit has come in between: what it found stays as it is.
  if (history.gesture !== gesture) return;
  if (!canvas().sizeOf(id) && tries > 0) {
    requestAnimationFrame(() => roomFor(id, gesture, tries - 1));
    return;
  }
  const commands = makeRoom(document, id, measuredSizes());
  edit({ type: 'batch', label: 'Make room', commands }, { gesture, last: true });
}
