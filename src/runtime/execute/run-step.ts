import { own } from '../../common/own.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { NetworkFileError } from '../../engine/index.ts';
import { findDefinition, type NodeDefinition } from '../../graph/definition/definition.ts';
import { partTitle } from '../../graph/document/names.ts';
import type { Param } from '../../graph/params/param.ts';
import type { Outputs } from '../cache/value-cache.ts';
import type { PlanStep, Source } from '../compile/plan.ts';
import type { StepContext } from './context.ts';
import type { ExecutorDeps } from './executor-types.ts';
import { convert, type KnownValue } from './values.ts';

/** The value that a source stands for, before its conversion. */
type ReadSource = (source: Source) => KnownValue;

/** Calls the run function of a step. Never throws: what it throws comes back as a problem. */
export async function runStep(
  { catalog, runs }: ExecutorDeps,
  step: PlanStep,
  read: ReadSource,
  { context }: StepContext,
): Promise<Result<Outputs>> {
  const definition = findDefinition(catalog, step.type);
  const run = own(runs, step.type);
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

interface Arguments {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a run function is called with: values for sources, and driven parameters among the others. */
function gatherArguments(
  step: PlanStep,
  definition: NodeDefinition,
  read: ReadSource,
): Result<Arguments> {
  const inputs: Record<string, unknown> = {};
  const params: Record<string, unknown> = { ...step.params };
  for (const [name, source] of Object.entries(step.inputs)) {
    const spec = definition.params[name];
    // An input of several kinds hands over which of them it is (`TaggedValue`).
    const tagged = !spec && (definition.inputs[name]?.kinds.length ?? 0) > 1;
    const take = (from: Source) => {
      const known = convert(read(from), from.as);
      return tagged ? known : known.value;
    };
    const value = 'step' in source ? take(source) : source.map(take);
    if (!spec) {
      inputs[name] = value;
      continue;
    }
    const driven = checkDriven(step, name, spec, value);
    if (!driven.ok) return driven;
    params[name] = driven.value;
  }
  return ok({ inputs, params });
}

/** What a wire brings may lie outside the parameter's range, which is known only now. */
function checkDriven(step: PlanStep, name: string, spec: Param, value: unknown): Result<unknown> {
  const checked = spec.validate(spec.fromWire ? spec.fromWire(value) : value);
  if (checked.ok) return checked;
  const message = `${step.name}, ${partTitle(name, spec)}: the wire brings a value that does not fit. ${checked.problem.message}`;
  return fail({ ...checked.problem, code: 'param-value', message });
}

/** A thrown error is a bug, or memory or a file that is gone; each time the person gets a sentence. */
export function problemOfError(error: unknown, name: string): Problem {
  if (error instanceof NetworkFileError) return error.problem;
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

/** As V8, wasm, and TensorFlow.js on WebGL and WebGPU say it. */
const outOfMemory =
  /out of memory|memory access out of bounds|\bOOM\b|failed to allocate|not enough memory|create WebGLTexture|texture size .* (greater|larger) than/i;

function isOutOfMemory(error: unknown, reason: string): boolean {
  return error instanceof RangeError
    ? /allocation|array (buffer )?(length|size)|out of memory/i.test(reason)
    : outOfMemory.test(reason);
}

function sentence(text: string): string {
  const trimmed = text.trim() || 'no reason was given';
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
