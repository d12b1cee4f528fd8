import { own } from '../../common/own.ts';
import type { Command } from '../../graph/commands/command.ts';
import { newNodeIds } from '../../graph/commands/nodes.ts';
import { delayedInput } from '../../graph/connections/delays.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, ParamValues, Position } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { freePlace } from '../../graph/layout/placement.ts';
import { catalog } from '../../nodes/catalog.ts';
import { canvas } from '../session/canvas-handle.ts';
import { noteUse } from '../session/remembered.ts';
import { type SocketEnd, select } from '../session/session-store.ts';
import { measuredSizes } from './align.ts';
import { useDocument } from './document-store.ts';
import { nodeById, perform } from './edits.ts';
import { bestSocketOf } from './legal-ends.ts';
import { selectedNodes } from './selection.ts';

export interface AddOptions {
  /** Where its upper left corner goes. Otherwise: a free place in the middle of what is seen. */
  readonly at?: Position;
  /** A loose end that the node takes up with the socket that suits it best. */
  readonly from?: SocketEnd;
  /** Other values than the defaults. */
  readonly params?: ParamValues;
  /** What else belongs to the same step of history. */
  readonly also?: (document: Document, id: string, position: Position) => readonly Command[];
}

/** Adds a node, connects it if asked to, and selects it: one step of history. @returns its id. */
export function addNode(type: string, options: AddOptions = {}): string | undefined {
  const { at, from, params, also } = options;
  const { document } = useDocument.getState();
  const id = newNodeIds(document, [type])[0] ?? type;
  const position = at ? rounded(at) : roomFor(document, from);
  const add: Command = {
    type: 'add-nodes',
    nodes: [{ type, id, position, ...(params && { params }) }],
  };
  const wire = from && wireTo(document, type, id, from);
  const others: readonly Command[] = [
    ...(wire ? [{ type: 'connect', wire } as const] : []),
    ...(also?.(document, id, position) ?? []),
  ];
  const [first] =
    others.length > 0
      ? perform({ type: 'batch', label: `Add ${titleOf(type)}`, commands: [add, ...others] })
      : perform(add);
  if (first === undefined) return undefined;
  select([id]);
  noteUse(type);
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

/** About what a new node takes up, before it has been drawn. */
const newSize = { width: 208, height: 320 };
const gap = 60;

/** Free room beside the node it goes on from, else in the middle of what is seen. */
function roomFor(document: Document, from: SocketEnd | undefined): Position {
  const sizes = measuredSizes();
  const beside = from?.node ?? selectedNodes().at(-1)?.id;
  const node = document.nodes.find(({ id }) => id === beside);
  const centre = canvas().centre();
  const near = node
    ? besideNode(node.position, own(sizes, node.id)?.width ?? newSize.width, from?.side === 'input')
    : { x: centre.x - newSize.width / 2, y: centre.y - newSize.height / 2 };
  return roomNear(document, near);
}

/** Where a new node finds room nearest to a point. */
function roomNear(document: Document, near: Position): Position {
  return rounded(freePlace(document, near, { size: newSize, sizes: measuredSizes() }));
}

function besideNode({ x, y }: Position, width: number, before: boolean): Position {
  return { x: before ? x - newSize.width - gap : x + width + gap, y };
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

/** The title of a node type. */
export function titleOf(type: string): string {
  return Object.hasOwn(catalog, type) ? catalog[type as keyof typeof catalog].title : type;
}

/** Puts a new node between two sockets that do not fit each other: one step of history. */
export function joinThrough(type: string, from: SocketEnd, to: SocketEnd): void {
  const { document } = useDocument.getState();
  const id = newNodeIds(document, [type])[0] ?? type;
  const second = wireTo(document, type, id, to);
  const joined = second && { ...document, edges: [...document.edges, { id: '', ...second }] };
  // With the way on in place, so that a circle leads to the socket that may close it.
  const first = joined && wireTo(joined, type, id, from);
  const [start, end] = [nodeById(from.node), nodeById(to.node)];
  if (!first || !second || !start || !end) return;
  const taken = replacedSource(document, type, id, to);
  const position = roomNear(document, {
    x: (start.position.x + end.position.x) / 2,
    y: (start.position.y + end.position.y) / 2,
  });
  const created = perform({
    type: 'batch',
    label: `Insert ${titleOf(type)}`,
    commands: [
      { type: 'add-nodes', nodes: [{ type, id, position }] },
      ...(taken ? [{ type: 'connect', wire: taken } as const] : []),
      { type: 'connect', wire: second },
      { type: 'connect', wire: first },
    ],
  });
  if (created.length > 0) select([id]);
}

/** Where the new node closes a circle, what came into the socket so far is the picture to begin with. */
function replacedSource(document: Document, type: string, id: string, to: SocketEnd) {
  const definition = findDefinition(catalog, type);
  if (!definition || delayedInput(definition) === undefined || to.side !== 'input')
    return undefined;
  const [old] = edgesInto(graphIndex(document), to);
  return old && wireTo(document, type, id, { side: 'output', ...old.from });
}
