import type { Document } from '../../graph/document/document.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import { compile, type Environment, type Plan, stepsToRun } from '../../runtime/browser.ts';
import { shownFrame } from './film.ts';
import { costs } from './progress.ts';
import type { VariantId } from './run-store.ts';
import { workers } from './worker.ts';

let last: Environment | undefined;

/** What the world outside the graph was like when it was last looked at. */
export function noteEnvironment(environment: Environment): void {
  last = environment;
}

export function lastEnvironment(): Environment | undefined {
  return last;
}

/** Milliseconds that a run would probably take; undefined before anything was planned. */
export function expectedTime(
  document: Document,
  variants: readonly VariantId[],
  targets?: readonly string[],
): number | undefined {
  const environment = last;
  if (!environment) return undefined;
  const options = { environment, ...shownFrame(), ...(targets && { targets }) };
  const plans = variants.map((id) => compile(applyVariant(document, id), catalog, options).plan);
  return timeOfPlans(plans, new Set(plans.flatMap((plan) => [...workers().keysFor(plan)])));
}

/** What the plans have in common, by its key, counts once. */
export function timeOfPlans(plans: readonly Plan[], cached: ReadonlySet<string>): number {
  const times = plans.flatMap((plan) =>
    stepsToRun(plan, cached).map((step) => [step.key, costs.expect(step, plan, cached)] as const),
  );
  return [...new Map(times).values()].reduce((sum, ms) => sum + ms, 0);
}
