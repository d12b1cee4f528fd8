import { create } from 'zustand';
import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type Compilation, compile, type Environment, type Plan } from '../../runtime/browser.ts';
import { savedResults } from '../results/saved-results.ts';
import { shownFrame } from './film.ts';
import { useRun, type VariantId } from './run-store.ts';

/** What a run of a variant would do. */
export interface VariantPlan {
  readonly plan: Plan;
  /** Key of the step whose picture stands for the variant; undefined: it makes none. */
  readonly key: string | undefined;
  /** Why it makes none. */
  readonly problem: Problem | undefined;
  /** Of the last picture that the variant had, with other values. */
  readonly lastKey?: string | undefined;
}

/** The plans of the graph (undefined) and of all its variants, as the document stands now. */
export const useVariantPlans = create<{ readonly plans: ReadonlyMap<VariantId, VariantPlan> }>(
  () => ({ plans: new Map() }),
);

export function planVariants(document: Document, environment: Environment): void {
  const { plans: before } = useVariantPlans.getState();
  const ids: readonly VariantId[] = [undefined, ...document.variants.map(({ id }) => id)];
  const plans = ids.map((id) => {
    const lastKey = lastPicture(before.get(id));
    return [id, { ...planVariant(document, id, environment), lastKey }] as const;
  });
  useVariantPlans.setState({ plans: new Map(plans) });
}

function lastPicture(plan: VariantPlan | undefined): string | undefined {
  return [plan?.key, plan?.lastKey].find((key) => key !== undefined && savedResults.get(key));
}

export function planVariant(
  document: Document,
  variant: VariantId,
  environment: Environment,
): VariantPlan {
  const { plan, errors } = compileOnce(applyVariant(document, variant), environment);
  return { plan, key: pictureKey(plan), problem: errors[0] };
}

let last: readonly unknown[] = [];
let compiled = new WeakMap<Document, Compilation>();

/**
 * Plans all outputs at the frame that is shown; the same document is compiled once for the same
 * environment and frame.
 */
export function compileOnce(document: Document, environment: Environment): Compilation {
  const { frame, before } = shownFrame();
  const now = [environment, frame, before];
  if (now.some((each, at) => each !== last[at])) compiled = new WeakMap();
  last = now;
  const known = compiled.get(document);
  if (known) return known;
  const compilation = compile(document, catalog, { environment, frame, before });
  compiled.set(document, compilation);
  return compilation;
}

/** Key of the first target that has a picture: the one a variant is known by. */
export function pictureKey({ targets, steps }: Plan): string | undefined {
  const target = targets.find(({ output }) => output !== undefined);
  return target && steps[target.step]?.key;
}

/** The node that makes it. */
export function pictureTarget(plan: Plan | undefined): string | undefined {
  return plan?.targets.find(({ output }) => output !== undefined)?.node;
}

/** The seeds that were drawn for the run, by `node.param`; not those that the graph gives. */
export function drawnSeeds(
  document: Document,
  runs: readonly { readonly plan: Plan; readonly variant: VariantId }[],
): Readonly<Record<string, number>> {
  const drawn = runs.flatMap(({ plan, variant }) => {
    const { nodes } = graphIndex(applyVariant(document, variant));
    return plan.seeds
      .filter(({ node, param }) => nodes.get(node)?.params[param] === 'random')
      .map(({ node, param, seed }) => [`${node}.${param}`, seed] as const);
  });
  return Object.fromEntries(drawn);
}

/** A random seed counts as the one that was drawn last, so that its result is not called stale. */
export function withLastSeeds(environment: Environment): Environment {
  const { seeds } = useRun.getState();
  return {
    ...environment,
    seed: (node, param) => seeds[`${node}.${param}`] ?? environment.seed(node, param),
  };
}
