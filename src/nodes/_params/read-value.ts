import type { ParamValues } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import type { ParamBase } from '../../graph/params/base.ts';

/** A parameter's value, for hosts; its default where it is missing or does not fit. */
export function readValue<T extends Json>(params: ParamValues, key: string, spec: ParamBase<T>): T {
  const value = spec.validate(Object.hasOwn(params, key) ? params[key] : spec.default);
  return value.ok ? value.value : spec.default;
}
