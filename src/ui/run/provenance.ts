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
