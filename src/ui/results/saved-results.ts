import { LRUCache } from 'lru-cache';
import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { CutShort } from '../../nodes/_run/node-run.ts';
import { createEmitter } from '../kit/emitter.ts';
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
  /** As in `NodeRun`. */
  readonly shares?: readonly number[] | undefined;
  /** Where the person ended the work that it is made of; its key is then its own. */
  readonly cut?: CutShort | undefined;
  /** The arithmetic that made it, such as "wasm simd". */
  readonly profile?: string | undefined;
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
 * Not a store of zustand: reading an entry must renew it, and listeners want one key of many.
 */
export class SavedResults {
  readonly #cache: LRUCache<string, SavedResult>;
  readonly #sources = new Map<string, PictureSource>();
  /** Keys whose results have changed or gone. */
  readonly #changes = createEmitter<string>();
  #version = 0;

  constructor(bytes = budget) {
    this.#cache = new LRUCache({
      maxSize: bytes,
      // A picture that takes more than there is stays, alone.
      sizeCalculation: (result) => Math.min(bytes, Math.max(1, bytesOf(result))),
      disposeAfter: (_, key, reason) => {
        if (reason !== 'set') this.#onChange(key);
      },
    });
  }

  get(key: string): SavedResult | undefined {
    return this.#cache.get(key);
  }

  /** Fields that are absent keep their values: a step that came from a cache has no curve. */
  put(key: string, saved: SavedResult): void {
    const before = this.#cache.peek(key);
    const defined = Object.fromEntries(Object.entries(saved).filter(([, value]) => value));
    const picture = larger(before?.picture, saved.picture);
    this.#cache.set(key, { ...before, ...defined, picture, graph: saved.graph });
    this.#onChange(key);
  }

  delete(key: string): void {
    this.#cache.delete(key);
  }

  clear(): void {
    this.#sources.clear();
    this.#cache.clear();
  }

  subscribe(key: string, listener: () => void): () => void {
    return this.#changes.subscribe((changed) => {
      if (changed === key) listener();
    });
  }

  /** Calls back at every change; `version` counts them. */
  readonly subscribeAll = (listener: () => void): (() => void) => this.#changes.subscribe(listener);

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

  #onChange(key: string): void {
    this.#version += 1;
    this.#changes.emit(key);
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
