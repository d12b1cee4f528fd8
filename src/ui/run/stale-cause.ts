import { findDefinition } from '../../graph/definition.ts';
import type { Document } from '../../graph/document.ts';
import { graphIndex, upstreamOf } from '../../graph/graph-index.ts';
import { inSentence, partTitle } from '../../graph/names.ts';
import { differences } from '../../graph/variants.ts';
import { catalog } from '../../nodes/catalog.ts';

/** What has changed since a node's result was made, in a few words: "step size changed". */
export function staleCause(made: Document, now: Document, node: string): string {
  const { nodes } = graphIndex(now);
  const upstream = upstreamOf(graphIndex(now), node);
  const changed = differences(made, now).filter((difference) => upstream.has(difference.node));
  const nearest = changed.find((difference) => difference.node === node) ?? changed.at(-1);
  if (!nearest) return 'the graph changed';
  const type = nodes.get(nearest.node)?.type;
  const param =
    type === undefined ? undefined : findDefinition(catalog, type)?.params[nearest.param];
  return `${inSentence(partTitle(nearest.param, param))} changed`;
}
