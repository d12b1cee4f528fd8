import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { CurvePoint } from './curves.ts';
import type { DisplayPicture, PictureSource } from './pictures.ts';

/** What the page knows of a step's result. */
export interface SavedResult {
  /** Absent when the step makes no picture. */
  readonly picture?: DisplayPicture | undefined;
  /** What it took to make; undefined when it came from a worker's cache. */
  readonly ms?: number | undefined;
  /** The objective as the ascent went. */
  readonly curve?: readonly CurvePoint[] | undefined;
  readonly warnings?: readonly Problem[] | undefined;
  /** Of a step that a run was for: how that run went. */
  readonly run?: RunFacts | undefined;
  /** The graph that made it, with the seeds that were drawn. */
  readonly graph: Document;
}

/** What stands under a picture. */
export interface RunFacts {
  readonly ms: number;
  /** The objective that its last ascent came to. */
  readonly objective?: number | undefined;
  readonly seeds: readonly number[];
}

/** Bytes of pictures that are held; about a hundred of half a megapixel, or a dozen of eight. */
const budget = 384 * 2 ** 20;

/**
 * Results by the key of the step that made them, so that whoever comes back to earlier values, as by
 * undo or by another variant, sees them at once. Those that were looked at longest ago go first.
 */
export class SavedResults {
  readonly #budget: number;
  /** In the order of their last use. */
  readonly #entries = new Map<string, SavedResult>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #sources = new Map<string, PictureSource>();
  readonly #anyListeners = new Set<() => void>();
  #version = 0;
  #bytes = 0;

  constructor(bytes = budget) {
    this.#budget = bytes;
  }

  get(key: string): SavedResult | undefined {
    const saved = this.#entries.get(key);
    if (!saved) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, saved);
    return saved;
  }

  /** What is not told anew stays: a step that came from a cache says nothing of its curve. */
  put(key: string, saved: SavedResult): void {
    const before = this.#entries.get(key);
    this.#drop(key);
    const defined = Object.fromEntries(Object.entries(saved).filter(([, value]) => value));
    const picture = larger(before?.picture, saved.picture);
    const next: SavedResult = { ...before, ...defined, picture, graph: saved.graph };
    this.#entries.set(key, next);
    this.#bytes += bytesOf(next);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#budget || oldest === key) break;
      this.#drop(oldest);
      this.#tell(oldest);
    }
    this.#tell(key);
  }

  clear(): void {
    const keys = [...this.#entries.keys()];
    this.#entries.clear();
    this.#sources.clear();
    this.#bytes = 0;
    for (const key of keys) this.#tell(key);
  }

  subscribe(key: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(key);
    };
  }

  /** Hears of every change; `version` counts them. */
  readonly subscribeAll = (listener: () => void): (() => void) => {
    this.#anyListeners.add(listener);
    return () => this.#anyListeners.delete(listener);
  };

  readonly version = (): number => this.#version;

  /** The same source for the same key. */
  pictureOf(key: string): PictureSource {
    const source = this.#sources.get(key) ?? {
      get: () => this.get(key)?.picture,
      subscribe: (listener) => this.subscribe(key, listener),
    };
    this.#sources.set(key, source);
    return source;
  }

  #drop(key: string): void {
    const saved = this.#entries.get(key);
    if (!saved) return;
    this.#entries.delete(key);
    this.#bytes -= bytesOf(saved);
  }

  #tell(key: string): void {
    this.#version += 1;
    for (const listener of this.#anyListeners) listener();
    for (const listener of this.#listeners.get(key) ?? []) listener();
  }
}

/** Nodes get pictures that fit the screen; the full size comes at the end, and is not given away. */
function larger(
  before: DisplayPicture | undefined,
  next: DisplayPicture | undefined,
): DisplayPicture | undefined {
  if (!before || !next) return next ?? before;
  return before.pixels.width > next.pixels.width ? before : next;
}

function bytesOf({ picture }: SavedResult): number {
  return picture ? picture.pixels.width * picture.pixels.height * 4 : 0;
}

export const savedResults = new SavedResults();
