import type { Document } from '../../graph/document.ts';

const made = new Map<string, Document>();

/** The graph that made each node's picture, with the seeds that were drawn in place of "random". */
export const provenance = {
  get: (node: string): Document | undefined => made.get(node),
  set(node: string, document: Document): void {
    made.set(node, document);
  },
  clear: (): void => made.clear(),
};

/** @param seeds by `node.param`. */
export function withSeeds(document: Document, seeds: Readonly<Record<string, number>>): Document {
  const nodes = document.nodes.map((node) => {
    const drawn = Object.keys(node.params).flatMap((key) => {
      const seed = seeds[`${node.id}.${key}`];
      return seed === undefined ? [] : [[key, seed] as const];
    });
    if (drawn.length === 0) return node;
    return { ...node, params: { ...node.params, ...Object.fromEntries(drawn) } };
  });
  return { ...document, nodes };
}
