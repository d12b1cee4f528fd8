import { embeddedNetworks } from '../../../models/catalog.ts';
import type { Command } from '../../graph/commands/command.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { sameJson } from '../../graph/document/json.ts';
import type { LayersParam, LayerWeight } from '../../graph/params/layers.ts';
import { entryOf } from '../../nodes/motif-commands.ts';
import { motifOf, type NamedMotif } from '../../nodes/motifs.ts';
import { embeddedNetworkOf, networkCommands } from '../../nodes/network-commands.ts';
import { definitionOf } from '../document/node-hooks.ts';

/** Where motifs are chosen: a layers parameter of a node, with the value that is shown. */
export interface MotifTarget {
  readonly node: string;
  readonly param: LayersParam;
  /** Its key. */
  readonly name: string;
  readonly value: readonly LayerWeight[];
}

/**
 * What pressing a motif does: it comes, or goes when it is there. A motif of another network brings
 * that network, and what was chosen of the other goes. The first motif also brings its measure.
 */
export function toggleCommands(
  document: Document,
  { node: id, param, name, value }: MotifTarget,
  motif: NamedMotif,
): readonly Command[] {
  const { network } = motif;
  const before = embeddedNetworkOf(document, id) === network ? value : [];
  const after = toggled(before, motif, param);
  const node = graphIndex(document).nodes.get(id);
  return [
    ...networkCommands(document, id, network),
    { type: 'set-param', node: id, param: name, value: after },
    ...(node ? measureCommands(node, before, after, motif) : []),
  ];
}

/** Whole layers that nobody chose give way to the first motif, and come back after the last. */
function toggled(
  value: readonly LayerWeight[],
  motif: NamedMotif,
  param: LayersParam,
): readonly LayerWeight[] {
  const standard = standardLayers(motif.network, param);
  const rest = value.filter((entry) => motifOf(motif.network, entry)?.name !== motif.name);
  if (rest.length < value.length) return rest.length > 0 ? rest : standard;
  const isStandard = [param.default, standard].some((layers) => sameJson(layers, value));
  return [...(isStandard ? [] : value), entryOf(motif)];
}

/** The layers that a node begins with: its default where the network has all of them. */
function standardLayers(network: string, param: LayersParam): readonly LayerWeight[] {
  const embedded = embeddedNetworks.find(({ name }) => name === network);
  const has = (layer: string) => embedded?.offeredLayers.includes(layer) ?? true;
  if (!embedded || param.default.every(({ layer }) => has(layer))) return param.default;
  return embedded.defaultLayers.map((layer) => ({ layer, weight: 1 }));
}

function measureCommands(
  node: DocumentNode,
  before: readonly LayerWeight[],
  after: readonly LayerWeight[],
  { network, recipe }: NamedMotif,
): readonly Command[] {
  const measure = definitionOf(node)?.params.measure;
  if (!measure) return [];
  const hasMotif = (entries: readonly LayerWeight[]) =>
    entries.some((entry) => motifOf(network, entry));
  if (hasMotif(before) === hasMotif(after)) return [];
  // Whole layers go with the node's own measure.
  const value = hasMotif(after) ? recipe.measure : measure.default;
  return [{ type: 'set-param', node: node.id, param: 'measure', value }];
}
