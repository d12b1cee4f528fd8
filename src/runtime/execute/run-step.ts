import type { Problem } from '../../common/result.ts';
import { fail, type Result } from '../../common/result.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Outputs } from '../cache/value-cache.ts';
import type { PlanStep } from '../compile/plan.ts';
import { gatherArguments, type ReadSource } from './arguments.ts';
import type { StepContext } from './context.ts';
import type { ExecutorDeps } from './executor-deps.ts';

/** Calls the run function of a step. Never throws: what it throws comes back as a problem. */
export async function runStep(
  { catalog, runs }: ExecutorDeps,
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
    return fail(problemOfError(error, step.name));
  }
}

/** A thrown error is a bug, or memory that ran out; either way the person gets a sentence. */
export function problemOfError(error: unknown, name: string): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  if (isOutOfMemory(error, reason)) {
    return {
      code: 'out-of-memory',
      message: `${name} needs more memory than there is (${reason}). Make the picture smaller, or close other programs.`,
    };
  }
  return {
    code: 'fault',
    message: `${name} stopped because of a fault in Dreamgraph: ${sentence(reason)} Your document is safe. Please report it with the graph.`,
  };
}

function isOutOfMemory(error: unknown, reason: string): boolean {
  return error instanceof RangeError
    ? /allocation|array (buffer )?(length|size)|out of memory/i.test(reason)
    : /out of memory|memory access out of bounds|OOM|failed to allocate/i.test(reason);
}

function sentence(text: string): string {
  const trimmed = text.trim() || 'no reason was given';
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
