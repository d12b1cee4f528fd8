import type { Document } from '../../graph/document.ts';
import { graphIndex } from '../../graph/graph-index.ts';
import { withVariant } from '../../graph/variants.ts';
import type { Listened } from './run-events.ts';

/** The seeds that were drawn for the run, by `node.param`; not those that the graph gives. */
export function drawnSeeds(
  document: Document,
  runs: readonly Pick<Listened, 'plan' | 'variant'>[],
): Readonly<Record<string, number>> {
  const drawn = runs.flatMap(({ plan, variant }) => {
    const chosen = document.variants.find(({ id }) => id === variant);
    const { nodes } = graphIndex(chosen ? withVariant(document, chosen) : document);
    return plan.seeds
      .filter(({ node, param }) => nodes.get(node)?.params[param] === 'random')
      .map(({ node, param, seed }) => [`${node}.${param}`, seed] as const);
  });
  return Object.fromEntries(drawn);
}
