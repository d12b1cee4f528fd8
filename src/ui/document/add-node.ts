import type { Command } from '../../graph/commands/command.ts';
import { newNodeIds } from '../../graph/commands/nodes.ts';
import type { Document, Position } from '../../graph/document.ts';
import { freePlace } from '../../graph/placement.ts';
import { catalog } from '../../nodes/catalog.ts';
import { canvas } from '../canvas/canvas-api.ts';
import { bestSocketOf } from '../connect/legal-ends.ts';
import { type SocketEnd, select } from '../passing/passing-store.ts';
import { measuredSizes } from './align.ts';
import { useDocument } from './document-store.ts';
import { perform } from './edits.ts';

export interface AddOptions {
  /** Where its upper left corner goes. Otherwise: a free place in the middle of what is seen. */
  readonly at?: Position;
  /** A loose end that the node takes up with the socket that suits it best. */
  readonly from?: SocketEnd;
}

/** Adds a node, connects it if asked to, and selects it: one step of history. @returns its id. */
export function addNode(type: string, { at, from }: AddOptions = {}): string | undefined {
  const { document } = useDocument.getState();
  const id = newNodeIds(document, [type])[0] ?? type;
  const add: Command = {
    type: 'add-nodes',
    nodes: [{ type, id, position: rounded(at ?? roomFor(document)) }],
  };
  const wire = from && wireTo(document, type, id, from);
  const [first] = wire
    ? perform({
        type: 'batch',
        label: `Add ${titleOf(type)}`,
        commands: [add, { type: 'connect', wire }],
      })
    : perform(add);
  if (first === undefined) return undefined;
  select([id]);
  return id;
}

/** How the loose end would join a new node of the type; undefined when it cannot. */
export function wireTo(document: Document, type: string, id: string, from: SocketEnd) {
  const node = { id, type, version: 1, position: { x: 0, y: 0 }, params: {} };
  const future = { ...document, nodes: [...document.nodes, node] };
  const to = bestSocketOf(future, from, id);
  if (!to) return undefined;
  const [output, input] = from.side === 'output' ? [from, to] : [to, from];
  if (output.side !== 'output' || input.side !== 'input') return undefined;
  return {
    from: { node: output.node, output: output.output },
    to: { node: input.node, input: input.input },
  };
}

function roomFor(document: Document): Position {
  const { x, y } = canvas.centre();
  return freePlace(document, { x: x - 100, y: y - 80 }, { sizes: measuredSizes() });
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

function titleOf(type: string): string {
  return Object.hasOwn(catalog, type) ? catalog[type as keyof typeof catalog].title : type;
}
