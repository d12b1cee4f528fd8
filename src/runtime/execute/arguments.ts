import { fail, ok, type Result } from '../../common/result.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import { partTitle } from '../../graph/document/names.ts';
import type { Param } from '../../graph/params/param.ts';
import type { PlanStep, Source } from '../compile/plan.ts';
import { convert } from './values.ts';

/** The value that a source stands for. */
export type ReadSource = (source: Source) => unknown;

export interface Arguments {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a run function is called with: values for sources, and driven parameters among the others. */
export function gatherArguments(
  step: PlanStep,
  definition: NodeDefinition,
  read: ReadSource,
): Result<Arguments> {
  const inputs: Record<string, unknown> = {};
  const params: Record<string, unknown> = { ...step.params };
  const take = (source: Source) => convert(read(source), source.as);
  for (const [name, source] of Object.entries(step.inputs)) {
    const value = 'step' in source ? take(source) : source.map(take);
    const spec = definition.params[name];
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
