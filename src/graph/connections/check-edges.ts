import type { Problem } from '../../common/result.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import type { PortKind } from '../definition/port.ts';
import type { Document, Edge } from '../document/document.ts';
import { inSentence, nodeTitle, partTitle } from '../document/names.ts';
import { checkKinds, circleRemedy } from './check-connection.ts';
import { delayFor, withinFrame } from './delays.ts';
import { findSource, findTarget, type OpenGraph, openGraph } from './ends.ts';
import { findRings, type Ring } from './rings.ts';

/**
 * The edges of a document that the rules of `checkConnection` refuse, by id, with the reason: for
 * graphs that come from outside. Of several wires at a single input the first one counts.
 * Problems as those of `checkConnection`, and `occupied`. Linear in the size of the graph.
 */
export function checkEdges(document: Document, catalog: Catalog): ReadonlyMap<string, Problem> {
  const graph = openGraph(document, catalog);
  const rings = findRings(withinFrame(document, catalog));
  const taken = new Set<string>();
  const refused = new Map<string, Problem>();
  for (const edge of document.edges) {
    const refusal = checkEdge(edge);
    if (refusal) refused.set(edge.id, refusal);
  }
  return refused;

  function checkEdge({ from, to }: Edge): Problem | undefined {
    const source = findSource(graph, from);
    if (!source.ok) return source.problem;
    const target = findTarget(graph, to);
    if (!target.ok) return target.problem;
    const ring = rings.get(from.node);
    if (ring && ring === rings.get(to.node) && !target.port.delayed) {
      return refuseRing(ring, graph, source.kinds);
    }
    const key = JSON.stringify([to.node, to.input]);
    if (!target.port.many && taken.has(key)) {
      const name = inSentence(partTitle(to.input, target.port));
      const title = nodeTitle(target.node, target.definition);
      const message = `${title} takes one wire at ${name} and has several. The first one counts; remove the others.`;
      return { code: 'occupied', message };
    }
    taken.add(key);
    const fit = checkKinds(graph, source, target, false);
    return fit.ok ? undefined : fit.problem;
  }
}

function refuseRing(
  ring: Ring,
  { index, catalog }: OpenGraph,
  kinds: readonly PortKind[],
): Problem {
  const titles = ring.slice(0, 3).flatMap((id) => {
    const node = index.nodes.get(id);
    return node ? nodeTitle(node, findDefinition(catalog, node.type)) : [];
  });
  const names =
    ring.length > titles.length ? [...titles, `${ring.length - titles.length} more`] : titles;
  const who =
    names.length > 1 ? `${names.join(', ')} depend on each other` : `${names[0]} depends on itself`;
  const message = `This wire is part of a circle: ${who}.`;
  const delay = delayFor(catalog, kinds);
  const way = delay ? ` ${circleRemedy(delay)}` : '';
  return { code: 'cycle', message, remedy: `Remove a wire of the circle.${way}` };
}
