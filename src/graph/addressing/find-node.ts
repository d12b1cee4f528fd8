import { fail, ok, type Result } from '../../common/result.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import { closest, nodeTitle } from '../document/names.ts';

/**
 * A node by what a person types: its id, or the label it shows (that of its type when it has none
 * of its own) where only one node has it. Case counts only where it decides.
 * Errors: `unknown-node` with the nearest names, `ambiguous-node`.
 */
export function findNode(
  document: Document,
  catalog: Catalog,
  reference: string,
): Result<DocumentNode> {
  const exact = graphIndex(document).nodes.get(reference);
  if (exact) return ok(exact);
  const titled = document.nodes.map((node) => ({
    node,
    title: nodeTitle(node, findDefinition(catalog, node.type)),
  }));
  const wanted = reference.toLowerCase();
  const same = titled.filter(({ title }) => title === reference);
  const alike = titled.filter(
    ({ title, node }) => title.toLowerCase() === wanted || node.id.toLowerCase() === wanted,
  );
  const found = same.length > 0 ? same : alike;
  const [first, second] = found;
  if (first && !second) return ok(first.node);
  if (first) {
    const ids = found.map(({ node }) => node.id).join(', ');
    const message = `${found.length} nodes are called "${reference}".`;
    return fail({ code: 'ambiguous-node', message, remedy: `Use an id: ${ids}.` });
  }
  const names = new Set(titled.flatMap(({ node, title }) => [node.id, title]));
  const ids = document.nodes.map(({ id }) => id).join(', ');
  const hint = closest(reference, names) || (ids && ids.length <= 300 ? ` Nodes: ${ids}.` : '');
  return fail({ code: 'unknown-node', message: `No node is called "${reference}".${hint}` });
}
