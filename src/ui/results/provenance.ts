import { applyCommand } from '../../graph/commands/apply.ts';
import type { Document } from '../../graph/document/document.ts';
import type { CutShort } from '../../nodes/_run/node-run.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type Plan, pinSeeds } from '../../runtime/browser.ts';

/** What made a picture. */
export interface Origin {
  /** With the seeds that were drawn in place of "random". */
  readonly graph: Document;
  /** The arithmetic, such as "wasm simd"; older pictures do not say. */
  readonly profile?: string | undefined;
  /** Where the person ended the work: the graph by itself would go on. */
  readonly cut?: CutShort | undefined;
}

const origins = new Map<string, Origin>();

/** What made each node's picture. */
export const provenance = {
  get: (node: string): Origin | undefined => origins.get(node),
  set(node: string, origin: Origin): void {
    const { graph, profile, cut } = origin;
    origins.set(node, { graph, profile, cut });
  },
  clear: (): void => origins.clear(),
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
