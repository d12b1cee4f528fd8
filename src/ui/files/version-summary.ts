import { own } from '../../common/own.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { differences } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';

const most = 3;

/** How an earlier state differs from the one now: "without Save Image · other strength". */
export function versionSummary(then: Document, now: Document): string {
  const parts = [
    ...missingFrom(now, then).map((title) => `with ${title}`),
    ...missingFrom(then, now).map((title) => `without ${title}`),
    ...new Set(
      differences(then, now).map(({ node, param }) => `other ${nameOf(now, node, param)}`),
    ),
    ...(sameWires(then, now) ? [] : ['other wires']),
  ];
  if (parts.length === 0) return 'as it is now';
  const more = parts.length - most;
  return [...parts.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].join(' · ');
}

/** Titles of the nodes that only the second document has. */
function missingFrom(document: Document, other: Document): readonly string[] {
  const { nodes } = graphIndex(document);
  return other.nodes.filter(({ id }) => !nodes.has(id)).map(titleOf);
}

function titleOf(node: DocumentNode): string {
  return nodeTitle(node, findDefinition(catalog, node.type));
}

function nameOf(document: Document, id: string, key: string): string {
  const type = graphIndex(document).nodes.get(id)?.type;
  const param = own(type === undefined ? undefined : findDefinition(catalog, type)?.params, key);
  return inSentence(partTitle(key, param));
}

/** Between the nodes that both have. */
function sameWires(then: Document, now: Document): boolean {
  const [before, after] = [graphIndex(then).nodes, graphIndex(now).nodes];
  const wires = ({ edges }: Document) =>
    edges
      .filter(({ from, to }) => [from.node, to.node].every((id) => before.has(id) && after.has(id)))
      .map(({ from, to }) => `${from.node}>${from.output} ${to.node}<${to.input}`)
      .sort()
      .join('\n');
  return wires(then) === wires(now);
}
