import { sha256Text } from '../../common/sha256.ts';
import type { Json } from '../../graph/document/json.ts';

/** All that decides a step's values. Not the node's id, place, label or the order of its wires. */
export interface KeyParts {
  readonly type: string;
  /** `keyVersion` of the definition. */
  readonly version: number;
  /**
   * Values of all parameters that make the node's values and that no wire drives, in the order of the definition; file references
   * replaced by the hash of their content. The names of the inputs say which ones are driven.
   * Those that came with an upgrade stand by name, and not at all where they change nothing.
   */
  readonly params: readonly Json[];
  readonly inputs: Readonly<Record<string, KeySource | readonly KeySource[]>>;
  /** Names the arithmetic (`Environment.profile`). */
  readonly profile: string;
}

export interface KeySource {
  readonly key: string;
  readonly output: string;
  readonly as?: string;
}

/**
 * A Merkle hash: sources enter by their own keys, so a change anywhere upstream changes it. 128 bits
 * of SHA-256, as 32 hex digits: two of 10^15 steps share one by chance with probability 10^-9.
 */
export function stepKey({ type, version, params, inputs, profile }: KeyParts): string {
  const sources: Record<string, Json> = {};
  for (const [name, source] of Object.entries(inputs)) {
    sources[name] = isList(source) ? source.map(shortened) : shortened(source);
  }
  return sha256Text(canonical([type, version, params, sources, profile])).slice(0, 32);
}

function shortened({ key, output, as }: KeySource): Json {
  return as === undefined ? [key, output] : [key, output, as];
}

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
function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
