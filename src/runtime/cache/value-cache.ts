import type { Problem } from '../../common/result.ts';

/** Values of one step, by output. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What a step said while it made its values, told again whenever they are read. */
export interface Remarks {
  /** The last objective that an ascent reported. */
  readonly objective?: number;
  readonly warnings?: readonly Problem[];
  /**
   * What each objective moved in the last step of an ascent: shares of 1, in the order of the wires
   * into the node that combined them.
   */
  readonly shares?: readonly number[];
}

/** The values of a step, with what it reported. */
export interface CachedValue extends Remarks {
  readonly outputs: Outputs;
}

/** Values of steps by their keys, within a budget of bytes. */
export interface ValueCache {
  has(key: string): boolean;
  /** Counts as a use. */
  get(key: string): CachedValue | undefined;
  /** @param ms what it took to compute. Nothing happens when it is larger than the whole budget. */
  put(key: string, value: CachedValue, ms: number): void;
  /** Forgets a value before its time. */
  drop(key: string): void;
  keys(): Iterable<string>;
  /** Arrays that several values share count once. */
  bytes(): number;
  clear(): void;
}

/** Under which the work of a key is kept as far as it has come. */
export function unfinishedKey(key: string): string {
  return `${key} unfinished`;
}

/** Called with the keys that came and went. */
export type CacheListener = (added: readonly string[], removed: readonly string[]) => void;

interface Entry {
  readonly value: CachedValue;
  readonly buffers: ReadonlySet<ArrayBufferLike>;
  readonly ms: number;
  /** The cache's age at the last use. */
  age: number;
}

/** What an entry costs besides its arrays. */
const overhead = 1024;

/**
 * The entry with the least recompute-time per byte goes first. Without more, what once took long
 * would stay for ever, so the cache ages by the worth of each value it lets go, and a use lifts a
 * value by that age (GreedyDual-Size: Cao and Irani, 1997). A shared array counts for each of its
 * holders in part. An LRU cache would let a picture of an hour's work go before a hundred cheap ones.
 */
export function createCache(budget: number, listener: CacheListener = () => {}): ValueCache {
  const entries = new Map<string, Entry>();
  const memory = new SharedMemory();
  let age = 0;

  const worth = ({ buffers, ms, age: usedAt }: Entry) => usedAt + ms / memory.shareOf(buffers);
  const release = (key: string, { buffers }: Entry) => {
    entries.delete(key);
    memory.release(buffers);
  };
  const evict = (): string | undefined => {
    let lowest: { key: string; entry: Entry; worth: number } | undefined;
    for (const [key, entry] of entries) {
      const candidate = { key, entry, worth: worth(entry) };
      if (!lowest || candidate.worth < lowest.worth) lowest = candidate;
    }
    if (!lowest) return undefined;
    age = lowest.worth;
    release(lowest.key, lowest.entry);
    return lowest.key;
  };

  return {
    has: (key) => entries.has(key),
    get: (key) => {
      const entry = entries.get(key);
      if (entry) entry.age = age;
      return entry?.value;
    },
    put: (key, value, ms) => {
      const entry = { value, buffers: buffersOf(value.outputs), ms, age };
      if (sizeOf(entry) > budget) return;
      const old = entries.get(key);
      if (old) release(key, old);
      entries.set(key, entry);
      memory.hold(entry.buffers);
      const removed: string[] = [];
      while (memory.bytes > budget) {
        const gone = evict();
        if (gone === undefined) break;
        removed.push(gone);
      }
      const stayed = entries.has(key) && !old;
      listener(stayed ? [key] : [], old ? removed : removed.filter((gone) => gone !== key));
    },
    drop: (key) => {
      const entry = entries.get(key);
      if (entry) release(key, entry);
      if (entry) listener([], [key]);
    },
    keys: () => entries.keys(),
    bytes: () => memory.bytes,
    clear: () => {
      const removed = [...entries.keys()];
      entries.clear();
      memory.clear();
      listener([], removed);
    },
  };
}

/** Counts the bytes of values that may share arrays. */
class SharedMemory {
  bytes = 0;
  readonly #holders = new Map<ArrayBufferLike, number>();

  hold(buffers: Entry['buffers']): void {
    this.bytes += overhead;
    for (const buffer of buffers) {
      const count = this.#holders.get(buffer) ?? 0;
      if (count === 0) this.bytes += buffer.byteLength;
      this.#holders.set(buffer, count + 1);
    }
  }

  release(buffers: Entry['buffers']): void {
    this.bytes -= overhead;
    for (const buffer of buffers) {
      const count = (this.#holders.get(buffer) ?? 1) - 1;
      if (count > 0) this.#holders.set(buffer, count);
      else {
        this.#holders.delete(buffer);
        this.bytes -= buffer.byteLength;
      }
    }
  }

  /** The bytes of one value, where each shared array counts in part. */
  shareOf(buffers: Entry['buffers']): number {
    let share = overhead;
    for (const buffer of buffers) share += buffer.byteLength / (this.#holders.get(buffer) ?? 1);
    return share;
  }

  clear(): void {
    this.bytes = 0;
    this.#holders.clear();
  }
}

function sizeOf({ buffers }: Entry): number {
  let size = overhead;
  for (const buffer of buffers) size += buffer.byteLength;
  return size;
}

/**
 * The arrays of numbers that a value holds, each once: pictures, masks, details of octaves,
 * pictures inside objectives. What functions close over (a network's packed weights) is not seen.
 */
export function buffersOf(value: unknown): ReadonlySet<ArrayBufferLike> {
  const buffers = new Set<ArrayBufferLike>();
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (ArrayBuffer.isView(next)) buffers.add(next.buffer);
    else for (const part of Object.values(next)) waiting.push(part);
  }
  return buffers;
}
