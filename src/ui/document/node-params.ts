import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { ParamValues } from '../../graph/document/document.ts';
import { sameJson } from '../../graph/document/json.ts';
import type { Param } from '../../graph/params/param.ts';
import { isActive, paramValue } from '../../graph/params/values.ts';

/** The parameters that stand in the node itself; the inspector has the others too. */
export function paramsInNode(definition: NodeDefinition, params: ParamValues): readonly string[] {
  return Object.entries(definition.params)
    .filter(([, param]) => !param.advanced && isActive(definition, params, param))
    .map(([key]) => key);
}

/** Whether the value is another than the default. */
export function isChanged(params: ParamValues, key: string, param: Param): boolean {
  return !sameJson(paramValue(params, key, param), param.default);
}
