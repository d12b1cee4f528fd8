import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, Variant } from '../../graph/document/document.ts';
import type { SweepAxis } from '../../graph/document/sweep.ts';
import { withVariant } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  compile,
  type Environment,
  type Plan,
  pinSeeds,
  referenceKey,
} from '../../runtime/node.ts';
import type { Work } from './choose-work.ts';

/** One graph to run: the document itself, or one of its variants. */
export interface Job {
  /** Null: the document as it is. */
  readonly variant: Variant | null;
  readonly plan: Plan;
  /** With the variant's values and the seeds that were drawn: running it again gives the same. */
  readonly pinned: Document;
  /** SHA-256 sums of the pictures that it reads. */
  readonly pictures: readonly string[];
}

/** Everything that one command line runs. */
export interface Batch {
  readonly jobs: readonly Job[];
  /** Why some outputs of the graph cannot run, each reason once. */
  readonly leftOut: readonly Problem[];
  /** Null: there is one picture, and no contact sheet. */
  readonly series: Series | null;
}

/** Pictures that belong together on a sheet. */
export interface Series {
  /** With a variant for each picture, and the seeds that were drawn. */
  readonly document: Document;
  /** Empty when the variants are the graph's own. */
  readonly axes: readonly SweepAxis[];
}

/**
 * Plans every picture of the work. As in the editor, what can run does, and the rest is told; the
 * first error of a graph of which nothing can run is the problem.
 */
export function planBatch(
  environment: Environment,
  { base, varied, variants, axes, series, targets }: Work,
): Result<Batch> {
  const jobs: Job[] = [];
  const leftOut = new Map<string, Problem>();
  for (const variant of variants.length > 0 ? variants : [null]) {
    const document = variant ? withVariant(base, variant) : base;
    const { plan, errors } = compile(document, catalog, {
      environment,
      ...(targets && { targets }),
    });
    const [error] = errors;
    if (error && plan.targets.length === 0) return fail(error);
    for (const each of errors) leftOut.set(problemText(each), each);
    jobs.push({
      variant,
      plan,
      pinned: pinSeeds(document, plan.seeds),
      pictures: picturesOf(plan, environment),
    });
  }
  const [first] = jobs;
  const batch = { jobs, leftOut: [...leftOut.values()] };
  if (!first?.variant || !series) return ok({ ...batch, series: null });
  const pinned = pinSeeds(varied, first.plan.seeds, first.variant.id);
  return ok({ ...batch, series: { document: pinned, axes } });
}

function picturesOf({ steps }: Plan, { files }: Environment): readonly string[] {
  return steps.flatMap(({ type, params }) =>
    Object.entries(findDefinition(catalog, type)?.params ?? {}).flatMap(([name, spec]) => {
      if (spec.type !== 'file' || spec.accept !== 'image') return [];
      const reference = spec.validate(params[name]);
      const sum = reference.ok ? files.get(referenceKey(reference.value)) : undefined;
      return sum?.ok ? [sum.value] : [];
    }),
  );
}
