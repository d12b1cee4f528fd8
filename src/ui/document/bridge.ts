import { newNodeIds } from '../../graph/commands/nodes.ts';
import { type SocketEnd, select } from '../session/session-store.ts';
import { roomNear, titleOf, wireTo } from './add-node.ts';
import { useDocument } from './document-store.ts';
import { nodeById, perform } from './edits.ts';

/** Puts a new node between two sockets that do not fit each other: one step of history. */
export function joinThrough(type: string, from: SocketEnd, to: SocketEnd): void {
  const { document } = useDocument.getState();
  const id = newNodeIds(document, [type])[0] ?? type;
  const first = wireTo(document, type, id, from);
  const second = wireTo(document, type, id, to);
  const [start, end] = [nodeById(from.node), nodeById(to.node)];
  if (!first || !second || !start || !end) return;
  const position = roomNear(document, {
    x: (start.position.x + end.position.x) / 2,
    y: (start.position.y + end.position.y) / 2,
  });
  const made = perform({
    type: 'batch',
    label: `Insert ${titleOf(type)}`,
    commands: [
      { type: 'add-nodes', nodes: [{ type, id, position }] },
      { type: 'connect', wire: first },
      { type: 'connect', wire: second },
    ],
  });
  if (made.length > 0) select([id]);
}
