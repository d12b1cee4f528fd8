import type { Document } from '../../graph/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  compile,
  type Diagnostic,
  type Environment,
  type Plan,
  whatWillRun,
} from '../../runtime/client.ts';
import { madeBy } from '../results/provenance.ts';
import { changeNodes, failedNodes } from './node-runs.ts';
import type { Listened } from './run-events.ts';
import { type NodeRun, patchJob, type VariantId } from './run-store.ts';
import { pictureKey } from './variant-plans.ts';
import { workers } from './workers.ts';

/** A variant that is ready to run. */
export interface Prepared extends Listened {
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles a variant and marks on its nodes, and on its job, what will run and what cannot. */
export function prepare(
  document: Document,
  variant: VariantId,
  environment: Environment,
  targets: readonly string[] | undefined,
): Prepared {
  const { plan, diagnostics } = compile(document, catalog, {
    environment,
    ...(targets && { targets }),
    ...(variant !== undefined && { variant }),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  changeNodes(variant, (nodes) => ({ ...waiting(plan, nodes), ...failedNodes(errors) }));
  const [error] = errors;
  patchJob(variant, {
    key: pictureKey(plan),
    ...(plan.steps.length === 0 && {
      status: 'failed',
      problem: error && { code: error.code, message: `${error.message} ${error.remedy}` },
    }),
  });
  return { plan, variant, diagnostics, made: madeBy(document, variant, plan) };
}

/** What the plan will do is waiting; what is kept from before stays as it is shown. */
function waiting(plan: Plan, before: Readonly<Record<string, NodeRun>>): Record<string, NodeRun> {
  const marks = whatWillRun(plan, workers().keysFor(plan));
  const nodes: Record<string, NodeRun> = {};
  for (const [id, run] of Object.entries(before)) if (run.status === 'done') nodes[id] = run;
  for (const { node } of plan.steps) {
    if (marks.get(node) === 'will-run') nodes[node] = { ...nodes[node], status: 'waiting' };
  }
  return nodes;
}
