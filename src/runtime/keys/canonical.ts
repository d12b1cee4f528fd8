import type { Json } from '../../graph/json.ts';

/** One text for equal JSON values, whatever the order of an object's keys. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    fields.push(`${JSON.stringify(key)}:${canonical(value[key] as Json)}`);
  }
  return `{${fields.join()}}`;
}

/** `Array.isArray` does not narrow read-only arrays. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
