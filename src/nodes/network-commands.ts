import { embeddedNetworks } from '../../models/catalog.ts';
import type { InputRange, Wanted } from '../engine/index.ts';
import type { Command } from '../graph/commands/command.ts';
import { newNodeIds } from '../graph/commands/nodes.ts';
import { findDefinition } from '../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../graph/document/document.ts';
import { edgesInto, graphIndex } from '../graph/document/graph-index.ts';
import { type Json, sameJson } from '../graph/document/json.ts';
import type { FileReference } from '../graph/params/file.ts';
import { paramValue } from '../graph/params/values.ts';
import { catalog } from './catalog.ts';
import { loadNetwork } from './load-network/definition.ts';

/** The node that loads the network at an input, past Reroutes. */
export function networkNodeOf(
  document: Document,
  node: string,
  input = 'network',
): DocumentNode | undefined {
  const index = graphIndex(document);
  const walked = new Set<string>();
  let at = edgesInto(index, { node, input })[0]?.from.node;
  while (at !== undefined && !walked.has(at)) {
    walked.add(at);
    const source = index.nodes.get(at);
    if (source?.type === 'load-network') return source;
    at = index.into.get(at)?.[0]?.from.node;
  }
  return undefined;
}

/** What a Load Network loads; the default where its document names nothing. */
export function networkFileOf(node: DocumentNode | undefined): FileReference | undefined {
  return node && (paramValue(node.params, 'file', loadNetwork.params.file) as FileReference);
}

/** The name of the embedded network at a node; undefined for another, or none. */
export function embeddedNetworkOf(document: Document, node: string): string | undefined {
  const file = networkFileOf(networkNodeOf(document, node));
  return file?.from === 'bundled' ? file.name : undefined;
}

/**
 * Gives an objective an embedded network: the one it has is switched where nothing else reads it,
 * otherwise another one is put above it.
 */
export function networkCommands(
  document: Document,
  objective: string,
  network: string,
): readonly Command[] {
  const node = networkNodeOf(document, objective);
  if (embeddedNetworkOf(document, objective) === network) return [];
  const value = { from: 'bundled', name: network };
  const index = graphIndex(document);
  if (node && readersOf(document, node.id).every((reader) => reader === objective)) {
    return [{ type: 'set-param', node: node.id, param: 'file', value }];
  }
  const id = newNodeIds(document, ['load-network'])[0] ?? 'load-network';
  const { x, y } = (node ?? index.nodes.get(objective))?.position ?? { x: 0, y: 0 };
  const position = node ? { x, y: y - 160 } : { x: x - 280, y };
  return [
    {
      type: 'add-nodes',
      nodes: [{ type: 'load-network', id, position, params: { file: value } }],
    },
    {
      type: 'connect',
      wire: { from: { node: id, output: 'network' }, to: { node: objective, input: 'network' } },
    },
  ];
}

/**
 * Sets the layers of all nodes that read a Load Network to the default ones of the network that it is
 * about to load, since names of layers belong to a network. Nothing for the network that is there
 * already.
 * @param found the default layers of a network of one's own, which are not known here.
 * @param chosen the layers that a person wants instead, also of the network that is there.
 */
export function ownLayerCommands(
  document: Document,
  node: string,
  reference: FileReference,
  found: readonly string[] = [],
  chosen?: readonly string[],
): readonly Command[] {
  const network =
    reference.from === 'bundled' && embeddedNetworks.find(({ name }) => name === reference.name);
  const defaultLayers = chosen ?? (network ? network.defaultLayers : found);
  const before = networkFileOf(graphIndex(document).nodes.get(node));
  const isThere = before !== undefined && sameJson(before as Json, reference as Json);
  if (defaultLayers.length === 0 || (isThere && !chosen)) return [];
  const layers = defaultLayers.map((layer) => ({ layer, weight: 1 }));
  return readersOf(document, node).flatMap((reader) => {
    const type = graphIndex(document).nodes.get(reader)?.type ?? '';
    return Object.entries(findDefinition(catalog, type)?.params ?? {}).flatMap(
      ([param, spec]): readonly Command[] => {
        const set = { type: 'set-param', node: reader, param } as const;
        if (spec.type === 'layers') return [{ ...set, value: layers }];
        return spec.type === 'layer' ? [{ ...set, value: defaultLayers[0] ?? '' }] : [];
      },
    );
  });
}

/** Gives a Load Network the values that one of the guesses says (`NetworkInfo.wants`). */
export function wantedCommands(node: string, { values, order, range }: Wanted): readonly Command[] {
  const set = (param: string, value: Json): Command => ({ type: 'set-param', node, param, value });
  const numbers = (value: InputRange['scale']) => (typeof value === 'number' ? [value] : value);
  const chosen = [set('range', values), set('order', order)];
  if (values !== 'custom') return chosen;
  return [...chosen, set('scale', numbers(range.scale)), set('offset', numbers(range.offset))];
}

function readersOf(document: Document, id: string): readonly string[] {
  const index = graphIndex(document);
  const reached = new Set((index.outOf.get(id) ?? []).map(({ to }) => to.node));
  for (const reader of reached) {
    if (index.nodes.get(reader)?.type !== 'reroute') continue;
    for (const { to } of index.outOf.get(reader) ?? []) reached.add(to.node);
  }
  return [...reached].filter((reader) => index.nodes.get(reader)?.type !== 'reroute');
}
