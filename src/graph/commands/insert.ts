import { ok, type Result } from '../../common/result.ts';
import { checkConnection } from '../connections/check-connection.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import { inputPortsOf } from '../definition/sockets.ts';
import type { Document, DocumentNode, Edge } from '../document/document.ts';
import { edgesInto, graphIndex } from '../document/graph-index.ts';
import type { Command, CommandOf } from './command.ts';
import {
  type CommandContext,
  findItem,
  findNodeById,
  problem,
  titleOf,
  unknownType,
} from './edit.ts';
import { newNodeIds } from './nodes.ts';

/** As a batch of simpler commands. */
export function insertNode(
  context: CommandContext,
  { edge: edgeId, node }: CommandOf<'insert-node'>,
): Result<CommandOf<'batch'>> {
  const edge = findItem(context.document.edges, edgeId, 'wire');
  if (!edge.ok) return edge;
  const id = node.id ?? newNodeIds(context.document, [node.type])[0] ?? node.type;
  const add: Command = { type: 'add-nodes', nodes: [{ ...node, id }] };
  const future: DocumentNode = {
    id,
    type: node.type,
    version: 1,
    position: node.position,
    params: {},
  };
  return insertOn(
    { ...context, document: withNode(context.document, future) },
    edge.value,
    future,
    [add],
  );
}

/** As a batch of simpler commands. */
export function insertExisting(
  context: CommandContext,
  { edge: edgeId, node: id }: CommandOf<'insert-existing'>,
): Result<CommandOf<'batch'>> {
  const edge = findItem(context.document.edges, edgeId, 'wire');
  if (!edge.ok) return edge;
  const node = findNodeById(context, id);
  return node.ok ? insertOn(context, edge.value, node.value, []) : node;
}

function insertOn(
  context: CommandContext,
  edge: Edge,
  node: DocumentNode,
  before: readonly Command[],
): Result<CommandOf<'batch'>> {
  const { document, catalog } = context;
  if (!findDefinition(catalog, node.type)) return unknownType(catalog, node.type);
  const edges = document.edges.filter(({ id }) => id !== edge.id);
  const sockets = findWay({ ...document, edges }, catalog, edge, node);
  const title = titleOf(context, node);
  if (!sockets) {
    return problem(
      'no-way',
      `${title} cannot go on this wire: it has no free input and output for what the wire carries.`,
    );
  }
  const [input, output] = sockets;
  return ok({
    type: 'batch',
    label: `Insert ${title}`,
    commands: [
      ...before,
      { type: 'connect', wire: { from: edge.from, to: { node: node.id, input } } },
      // It keeps its place among the wires of an input that takes several.
      { type: 'reconnect', edge: edge.id, wire: { from: { node: node.id, output }, to: edge.to } },
    ],
  });
}

/** The first free input and the first output through which the wire can be led. */
function findWay(
  document: Document,
  catalog: Catalog,
  edge: Edge,
  node: DocumentNode,
): readonly [string, string] | undefined {
  const definition = findDefinition(catalog, node.type);
  if (!definition) return undefined;
  for (const [input, port] of Object.entries(inputPortsOf(definition))) {
    const to = { node: node.id, input };
    if (!port.many && edgesInto(graphIndex(document), to).length > 0) continue;
    if (!checkConnection(document, catalog, { from: edge.from, to }).ok) continue;
    const led = { ...document, edges: [...document.edges, { id: edge.id, from: edge.from, to }] };
    for (const output of Object.keys(definition.outputs)) {
      const wire = { from: { node: node.id, output }, to: edge.to };
      const check = checkConnection(led, catalog, wire);
      if (check.ok && check.replaces === undefined) return [input, output];
    }
  }
  return undefined;
}

function withNode(document: Document, node: DocumentNode): Document {
  return { ...document, nodes: [...document.nodes, node] };
}
