import { own } from '../../common/own.ts';
import type { Command } from '../../graph/commands/command.ts';
import { newNodeIds } from '../../graph/commands/nodes.ts';
import { inputPortsOf } from '../../graph/definition/sockets.ts';
import type { Document, DocumentNode, Edge, Wire } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { freePlace } from '../../graph/layout/placement.ts';
import { combineObjectives } from '../../nodes/combine-objectives/definition.ts';
import { select } from '../session/session-store.ts';
import { measuredSizes } from './align.ts';
import { mayEdit, useDocument } from './document-store.ts';
import { perform } from './edits.ts';
import { definitionOf } from './node-hooks.ts';
import { kindOfEnd } from './sockets-of.ts';

/** What stands in the place that a wire with an objective would take. */
export interface Taken {
  readonly edge: Edge;
  /** Title of the node that its objective comes from. */
  readonly title: string;
}

/** The wire that this one would replace, if the two could be combined instead. */
export function takenBy(document: Document, wire: Wire): Taken | undefined {
  const index = graphIndex(document);
  const definition = definitionOf(index.nodes.get(wire.to.node));
  const port = definition && own(inputPortsOf(definition), wire.to.input);
  const [edge] = port?.many ? [] : edgesInto(index, wire.to);
  const source = edge && index.nodes.get(edge.from.node);
  if (!source || kindOfEnd(document, { side: 'output', ...wire.from }) !== 'objective') return;
  if (!mayEdit(combination(document, wire, edge).command)) return undefined;
  return { edge, title: nodeTitle(source, definitionOf(source)) };
}

/**
 * Leads both objectives to where the one was, through Combine Objectives: the one that is there
 * already, or a new one. One step of history.
 * @param detached the wire that was taken off to be led here.
 */
export function combine(wire: Wire, { edge }: Taken, detached?: string): void {
  const { document } = useDocument.getState();
  const { command, node } = combination(document, wire, edge, detached);
  const created = perform(command);
  if (created.length > 0) select([node]);
}

function combination(document: Document, wire: Wire, taken: Edge, detached?: string) {
  const { type } = combineObjectives;
  const source = graphIndex(document).nodes.get(taken.from.node);
  const isThere = source?.type === type;
  const node = isThere ? source.id : (newNodeIds(document, [type])[0] ?? type);
  const into = { node, input: 'objectives' };
  const off = detached === undefined ? [] : [detached];
  const commands: readonly Command[] = isThere
    ? [
        ...(detached === undefined ? [] : [{ type: 'disconnect', edges: off } as const]),
        { type: 'connect', wire: { from: wire.from, to: into } },
      ]
    : [
        { type: 'add-nodes', nodes: [{ type, id: node, ...placeFor(document, wire) }] },
        { type: 'disconnect', edges: [taken.id, ...off] },
        { type: 'connect', wire: { from: taken.from, to: into } },
        { type: 'connect', wire: { from: wire.from, to: into } },
        { type: 'connect', wire: { from: { node, output: 'objective' }, to: wire.to } },
      ];
  const command: Command = { type: 'batch', label: 'Combine objectives', commands };
  return { command, node };
}

const size = { width: 188, height: 200 };

/** Between what gives the objectives and what takes their sum */
function placeFor(document: Document, { from, to }: Wire) {
  const { nodes } = graphIndex(document);
  const [source, target] = [nodes.get(from.node), nodes.get(to.node)];
  const near = {
    x: Math.round((xOf(source) + xOf(target)) / 2),
    y: Math.round(source?.position.y ?? 0),
  };
  return { position: freePlace(document, near, { size, sizes: measuredSizes() }) };
}

function xOf(node: DocumentNode | undefined): number {
  return node?.position.x ?? 0;
}
