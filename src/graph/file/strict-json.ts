import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Json } from '../document/json.ts';

/** Far above any real graph; they keep a hostile file from filling the memory or the stack. */
export const jsonLimits = { characters: 100_000_000, values: 1_000_000, depth: 64 } as const;

/**
 * A copy of the value as strict JSON: plain objects and arrays, finite numbers, no -0 (which a save
 * would turn into 0). Members that are undefined are left out, as JSON does.
 * Errors: `not-json` for what JSON cannot hold, `too-big` beyond `jsonLimits`.
 */
export function readStrictJson(value: unknown): Result<Json> {
  const reader = new StrictReader();
  let copy: Json | undefined;
  try {
    copy = reader.read(value, 0);
  } catch {
    // Only a getter or a proxy can throw here; such an object is not JSON either.
    return fail(notJson('an object that cannot be read'));
  }
  return copy === undefined ? fail(reader.problem ?? notJson('nothing')) : ok(copy);
}

class StrictReader {
  problem: Problem | undefined;
  #values = 0;

  /** @returns undefined after a problem, which is then set. */
  read(value: unknown, depth: number): Json | undefined {
    this.#values++;
    if (this.#values > jsonLimits.values) {
      return this.#refuse(tooBig(`holds more than ${jsonLimits.values} values`));
    }
    if (depth > jsonLimits.depth) {
      return this.#refuse(tooBig(`is nested more than ${jsonLimits.depth} levels deep`));
    }
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') {
      return Number.isFinite(value) ? value + 0 : this.#refuse(notJson(`the number ${value}`));
    }
    if (Array.isArray(value)) return this.#readArray(value, depth);
    if (typeof value !== 'object') return this.#refuse(notJson(`a value of type ${typeof value}`));
    if (!isPlain(value)) return this.#refuse(notJson('an object that is not plain'));
    return this.#readObject(value, depth);
  }

  #readArray(value: readonly unknown[], depth: number): Json | undefined {
    const entries: Json[] = [];
    for (const entry of value) {
      const read = this.read(entry, depth + 1);
      if (read === undefined) return undefined;
      entries.push(read);
    }
    return entries;
  }

  #readObject(value: object, depth: number): Json | undefined {
    const members: Record<string, Json> = {};
    for (const [key, member] of Object.entries(value)) {
      if (key === '__proto__') return this.#refuse(notJson('the reserved name __proto__'));
      if (member === undefined) continue;
      const read = this.read(member, depth + 1);
      if (read === undefined) return undefined;
      members[key] = read;
    }
    return members;
  }

  #refuse(problem: Problem): undefined {
    this.problem = problem;
  }
}

/** Made by {}, by JSON.parse or by a structured clone, in this window or another. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notJson(what: string): Problem {
  return {
    code: 'not-json',
    message: `The graph cannot be read: it holds ${what}, which a graph file may not.`,
    remedy: 'Open another file, or correct this one.',
  };
}

function tooBig(what: string): Problem {
  return {
    code: 'too-big',
    message: `The graph cannot be read: it ${what}.`,
    remedy: 'Open another file.',
  };
}
