import { fail, ok, type Problem, type Result } from '../common/result.ts';
import type { Document, Variant } from '../graph/document.ts';
import { applyCommand, findNode, findVariant, withVariant } from '../graph/index.ts';
import { catalog } from '../nodes/catalog.ts';
import { compile } from '../runtime/compile/compile.ts';
import type { Diagnostic, Plan } from '../runtime/compile/plan.ts';
import { type ExecuteOptions, type Execution, execute } from '../runtime/execute/execute.ts';
import type { NodeHost } from '../runtime/node/create-host.ts';
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
  host: NodeHost,
  document: Document,
  options: Options,
): Promise<Result<readonly Job[]>> {
  const variants = chooseVariants(document, options.variant);
  if (!variants.ok) return variants;
  const targets = chooseTargets(document, options.to);
  if (!targets.ok) return targets;
  const environment = await host.environment(document);
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
      pinned: pin(variant ? withVariant(document, variant) : document, plan),
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

/** Puts the seeds that were used in the place of random ones. */
function pin(document: Document, { seeds }: Plan): Document {
  let pinned = document;
  for (const { node, param, seed } of seeds) {
    const applied = applyCommand(pinned, catalog, { type: 'set-param', node, param, value: seed });
    if (applied.ok) pinned = applied.value.document;
  }
  return pinned;
}

/** Runs one job; the first problem of any of its steps is the problem. */
export async function runJob(
  host: NodeHost,
  { plan }: Job,
  options: ExecuteOptions,
): Promise<Result<Execution>> {
  const execution = await execute(host.machine, plan, options);
  const failed = execution.report.steps.find(({ problem }) => problem);
  return failed?.problem ? fail(failed.problem) : ok(execution);
}
