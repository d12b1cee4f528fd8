import { useMemo } from 'react';
import { findDefinition } from '../../graph/definition/definition.ts';
import { type WireList, wireEntries, wireListsOf } from '../../graph/definition/wire-lists.ts';
import type { Document, DocumentNode, Edge } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { count, inSentence, nodeTitle } from '../../graph/document/names.ts';
import { layersInWords } from '../../graph/params/layers.ts';
import { paramValue, valueInWords } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';
import { motifOf } from '../../nodes/motifs.ts';
import { embeddedNetworkOf } from '../../nodes/network-commands.ts';
import { useDocument } from '../document/document-store.ts';

/** One objective of a sum: a wire into Combine Objectives, with what the node's lists say of it. */
export interface ObjectiveRow {
  /** Id of the wire. */
  readonly edge: string;
  readonly title: string;
  /** "mixed4", "mixed5 · 172" */
  readonly layers: string;
  readonly weight: number;
  /** The graph's weight, where the shown variant has another. */
  readonly was?: number;
  /** It counts; otherwise it is left out. */
  readonly used: boolean;
}

export const objectivesInput = 'objectives';
const lists = wireListsOf(catalog['combine-objectives']);
export const weightsList = listOf('weights');
export const usedList = listOf('used');

function listOf(key: string): WireList {
  const list = lists.find((each) => each.key === key);
  if (!list) throw new Error(`Combine Objectives has no list ${key}`);
  return list;
}

/** The wires into a sum, in their order. */
export function objectiveWires(document: Document, node: string): readonly Edge[] {
  return edgesInto(graphIndex(document), { node, input: objectivesInput });
}

/** What a list says of each wire of a sum. */
export function entriesOf(document: Document, id: string, list: WireList): readonly number[] {
  const node = graphIndex(document).nodes.get(id);
  const { length } = objectiveWires(document, id);
  return (node && wireEntries(list, node.params, length)) ?? Array(length).fill(1);
}

/**
 * The objectives of a sum.
 * @param graph of which a variant is shown.
 */
export function objectiveRows(
  shown: Document,
  id: string,
  graph: Document = shown,
): readonly ObjectiveRow[] {
  const [weights, before] = [shown, graph].map((each) => entriesOf(each, id, weightsList));
  const used = entriesOf(shown, id, usedList);
  return objectiveWires(shown, id).map((edge, place) => {
    const [weight = 1, was = 1] = [weights?.[place], before?.[place]];
    return {
      edge: edge.id,
      ...sourceInWords(shown, edge.from.node),
      weight,
      ...(was !== weight && { was }),
      used: used[place] !== 0,
    };
  });
}

/** As a text inside, so that an edit elsewhere renders nothing. */
export function useObjectiveRows(id: string): readonly ObjectiveRow[] {
  const text = useDocument(({ document, shown }) =>
    JSON.stringify(objectiveRows(shown, id, document)),
  );
  return useMemo(() => JSON.parse(text) as readonly ObjectiveRow[], [text]);
}

/** Where an objective comes from, through reroutes. */
function sourceInWords(document: Document, id: string): Pick<ObjectiveRow, 'title' | 'layers'> {
  const node = graphIndex(document).nodes.get(id);
  if (!node) return { title: id, layers: '' };
  const [through] =
    node.type === 'reroute' ? edgesInto(graphIndex(document), { node: id, input: 'value' }) : [];
  if (through && through.from.node !== id) return sourceInWords(document, through.from.node);
  const definition = findDefinition(catalog, node.type);
  return { title: nodeTitle(node, definition), layers: layersOf(document, node) };
}

function layersOf(document: Document, node: DocumentNode): string {
  const definition = findDefinition(catalog, node.type);
  const { layers, channels, kind } = definition?.params ?? {};
  if (layers?.type === 'layers') {
    const checked = layers.validate(paramValue(node.params, 'layers', layers));
    const network = embeddedNetworkOf(document, node.id);
    const words = checked.ok
      ? layersInWords(checked.value, (entry) => motifOf(network, entry)?.title)
      : '';
    const chosen = channels ? paramValue(node.params, 'channels', channels) : 'all';
    return chosen === 'all' ? words : `${words} · ${valueInWords(channels, chosen)}`;
  }
  // A name of its own says less than what it is.
  if (kind?.type === 'choice' && !node.label) {
    return inSentence(kind.words(String(paramValue(node.params, 'kind', kind))));
  }
  if (node.type === 'combine-objectives') {
    return count(objectiveWires(document, node.id).length, 'objective');
  }
  return definition ? inSentence(definition.title) : node.type;
}
