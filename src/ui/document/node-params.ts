import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { ParamValues } from '../../graph/document/document.ts';
import { type Json, sameJson } from '../../graph/document/json.ts';
import type { Param } from '../../graph/params/param.ts';

/** A stored value, or the default where the document holds none. */
export function storedValue(params: ParamValues, key: string, param: Param): Json {
  return Object.hasOwn(params, key) ? (params[key] ?? null) : param.default;
}

/** Whether other values of the node leave this parameter any meaning. */
export function isShown(definition: NodeDefinition, params: ParamValues, param: Param): boolean {
  const { showWhen } = param;
  if (!showWhen) return true;
  const other = definition.params[showWhen.param];
  if (!other) return true;
  const value = storedValue(params, showWhen.param, other);
  return showWhen.is.some((wanted) => sameJson(wanted, value));
}

/** The parameters that stand in the node itself; the inspector has the others too. */
export function paramsInNode(definition: NodeDefinition, params: ParamValues): readonly string[] {
  return Object.entries(definition.params)
    .filter(([, param]) => !param.advanced && isShown(definition, params, param))
    .map(([key]) => key);
}

/** Whether the value is another than the default. */
export function isChanged(params: ParamValues, key: string, param: Param): boolean {
  return !sameJson(storedValue(params, key, param), param.default);
}
