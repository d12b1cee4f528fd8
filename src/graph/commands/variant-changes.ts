import type { ParamValues } from '../document/document.ts';
import type { Json } from '../document/json.ts';

/** Node id -> parameter -> value. */
export type Changes = Readonly<Record<string, ParamValues>>;

export function ownValue(changes: Changes, node: string, param: string): Json | undefined {
  const values = Object.hasOwn(changes, node) ? changes[node] : undefined;
  return values && Object.hasOwn(values, param) ? values[param] : undefined;
}

/**
 * A new object, never a change within the old one: node ids are keys here, and undo could not reach
 * into a key such as "constructor". Undefined takes the value out, and with the last one the node.
 */
export function withValue(
  changes: Changes,
  node: string,
  param: string,
  value: Json | undefined,
): Record<string, Record<string, Json>> {
  const all = new Map(Object.entries(changes));
  const values = new Map(Object.entries(all.get(node) ?? {}));
  if (value === undefined) values.delete(param);
  else values.set(param, value);
  if (values.size === 0) all.delete(node);
  else all.set(node, Object.fromEntries(values));
  return Object.fromEntries(all) as Record<string, Record<string, Json>>;
}
