import { fail, ok, type Problem, type Result } from '../common/result.ts';
import type { Document, Variant } from '../graph/document.ts';
import { findNode } from '../graph/find-node.ts';
import { findVariant, withVariant } from '../graph/variants.ts';
import { catalog } from '../nodes/catalog.ts';
import {
  compile,
  type Diagnostic,
  type Execution,
  type Local,
  type Plan,
  pinSeeds,
} from '../runtime/index.ts';
import type { Options } from './options.ts';

/** One graph to run: the document itself, or one of its variants. */
export interface Job {
  /** Null: the document as it is. */
  readonly variant: Variant | null;
  readonly plan: Plan;
  /** With the variant's values and the seeds that were drawn: running it again gives the same. */
  readonly pinned: Document;
}

/** Plans what the command line asks for. The first error of any graph is the problem. */
export async function planJobs(
  local: Local,
  document: Document,
  options: Options,
): Promise<Result<readonly Job[]>> {
  const variants = chooseVariants(document, options.variant);
  if (!variants.ok) return variants;
  const targets = chooseTargets(document, options.to);
  if (!targets.ok) return targets;
  const environment = await local.environment(document);
  const jobs: Job[] = [];
  for (const variant of variants.value) {
    const { plan, diagnostics } = compile(document, catalog, {
      environment,
      ...(targets.value && { targets: targets.value }),
      ...(variant && { variant: variant.id }),
    });
    const error = diagnostics.find(({ severity }) => severity === 'error');
    if (error) return fail(problemOf(error));
    jobs.push({
      variant,
      plan,
      pinned: pinSeeds(variant ? withVariant(document, variant) : document, plan.seeds),
    });
  }
  return ok(jobs);
}

function chooseVariants(
  document: Document,
  asked: string | null,
): Result<readonly (Variant | null)[]> {
  if (asked === null) return ok([null]);
  if (asked === 'all') {
    if (document.variants.length > 0) return ok(document.variants);
    return fail({
      code: 'unknown-variant',
      message: 'The graph has no variants. Leave --variant out.',
    });
  }
  const found = findVariant(document, asked);
  return found.ok ? ok([found.value]) : found;
}

function chooseTargets(document: Document, to: string | null): Result<readonly string[] | null> {
  if (to === null) return ok(null);
  const node = findNode(document, catalog, to);
  return node.ok ? ok([node.value.id]) : node;
}

function problemOf({ code, message, remedy }: Diagnostic): Problem {
  return { code, message: `${message} ${remedy}`.trim() };
}

/** Runs one job; the first problem of any of its steps is the problem. */
export async function runJob(
  local: Local,
  { plan }: Job,
  options: Parameters<Local['run']>[1],
): Promise<Result<Execution>> {
  const execution = await local.run(plan, options);
  const failed = execution.report.steps.find(({ problem }) => problem);
  return failed?.problem ? fail(failed.problem) : ok(execution);
}
