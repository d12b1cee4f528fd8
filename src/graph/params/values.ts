import type { ParamValues } from '../document/document.ts';
import { type Json, sameJson } from '../document/json.ts';
import type { ParamBase } from './base.ts';
import type { Param } from './param.ts';

/** The value that counts: the stored one, or the default where the document holds none. */
export function paramValue(params: ParamValues, key: string, param: Pick<Param, 'default'>): Json {
  return Object.hasOwn(params, key) ? (params[key] ?? null) : param.default;
}

/** Whether the value is another than the default. */
export function isChanged(
  params: ParamValues,
  key: string,
  param: Pick<Param, 'default'>,
): boolean {
  return !sameJson(paramValue(params, key, param), param.default);
}

/** Whether other values of the node leave this parameter any meaning (`showWhen`). */
export function isActive(
  { params: specs }: { readonly params: Readonly<Record<string, Param>> },
  params: ParamValues,
  { showWhen }: Param,
): boolean {
  const other = showWhen && specs[showWhen.param];
  if (!other) return true;
  const value = paramValue(params, showWhen.param, other);
  return showWhen.is.some((wanted) => sameJson(wanted, value));
}

/** A value as captions and headings say it; as JSON when it is none of the parameter's. */
export function valueInWords(param: Param | undefined, value: Json): string {
  const kind: ParamBase<Json> | undefined = param;
  const checked = kind?.validate(value);
  return kind && checked?.ok ? kind.words(checked.value) : JSON.stringify(value);
}

/** A value as it is typed; as JSON when it is none of the parameter's. */
export function formatValue(param: Param, value: Json): string {
  const kind: ParamBase<Json> = param;
  const checked = kind.validate(value);
  return checked.ok ? kind.format(checked.value) : JSON.stringify(value);
}
