import type { Json } from '../../graph/json.ts';

/** One text for equal JSON values, whatever the order of an object's keys. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    text += `${text === '{' ? '' : ','}${quote(key)}:${canonical(value[key] as Json)}`;
  }
  return `${text}}`;
}

const quoted = new Map<string, string>();
const quotedAtMost = 2000;

/** Keys are few and come again and again. */
function quote(key: string): string {
  const known = quoted.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(key);
  if (quoted.size < quotedAtMost) quoted.set(key, text);
  return text;
}

/** `Array.isArray` does not narrow read-only arrays. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
