import { fail, type Result } from '../../common/result.ts';
import { findDefinition } from '../../graph/definition.ts';
import type { Outputs } from '../cache/value-cache.ts';
import type { PlanStep } from '../compile/plan.ts';
import { gatherArguments, type ReadSource } from './arguments.ts';
import type { StepContext } from './context.ts';
import { faultOf } from './faults.ts';
import type { Machine } from './machine.ts';

/** Calls the run function of a step. Never throws: what it throws comes back as a problem. */
export async function runStep(
  { catalog, runs }: Machine,
  step: PlanStep,
  read: ReadSource,
  { context }: StepContext,
): Promise<Result<Outputs>> {
  const definition = findDefinition(catalog, step.type);
  const run = Object.hasOwn(runs, step.type) ? runs[step.type] : undefined;
  if (!definition || !run) {
    const message = `${step.name} cannot run: there is no node type "${step.type}" here. Load the page again, so that all of it is of one version.`;
    return fail({ code: 'unknown-type', message });
  }
  try {
    const args = gatherArguments(step, definition, read);
    if (!args.ok) return args;
    return await run(args.value.inputs as never, args.value.params as never, context);
  } catch (error) {
    return fail(faultOf(error, step.name));
  }
}
