import { applyCommand } from '../../graph/commands/apply.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type Plan, pinSeeds } from '../../runtime/browser.ts';

const graphs = new Map<string, Document>();

/** The graph that made each node's picture, with the seeds that were drawn in place of "random". */
export const provenance = {
  get: (node: string): Document | undefined => graphs.get(node),
  set(node: string, document: Document): void {
    graphs.set(node, document);
  },
  clear: (): void => graphs.clear(),
};

/** The graph that makes the same pictures by itself: with the variant's values and the plan's seeds. */
export function reproducibleGraph(
  document: Document,
  variant: string | undefined,
  plan: Plan,
): Document {
  if (variant === undefined) return pinSeeds(document, plan.seeds);
  const applied = applyCommand(document, catalog, { type: 'apply-variant', variant });
  return pinSeeds(applied.ok ? applied.value.document : document, plan.seeds);
}
