import type { CutShort } from '../../nodes/_run/node-run.ts';

/** What the history knows of a picture without loading it. */
export interface HistoryEntry {
  readonly id: string;
  /** When it was made, in milliseconds since 1970. */
  readonly made: number;
  /** Key of the step that made it: the same key is the same picture. */
  readonly key: string;
  /** Name of the graph. */
  readonly name: string;
  /** Name of the variant that was run. */
  readonly variant?: string;
  /** Title of the node it is of. */
  readonly node: string;
  /** Titles of the nodes it went through. */
  readonly nodes: readonly string[];
  readonly layers: readonly string[];
  readonly seeds: readonly number[];
  /** How much of the dream is shown, where that is not all of it. Older pictures do not say. */
  readonly strengths?: readonly number[];
  /** Names of the photos in it. Older pictures do not say. */
  readonly photos?: readonly string[];
  /** Such as "wasm simd": the backend, and how it computes. */
  readonly profile: string;
  /** Where the person ended the work, so that the graph by itself makes another picture. */
  readonly cut?: CutShort;
  /** What the run took. */
  readonly ms: number;
  /** What its last ascent came to, where it made one. */
  readonly objective?: number;
  readonly width: number;
  readonly height: number;
  /** What it takes in storage. */
  readonly bytes: number;
  readonly starred: boolean;
  /** When it was deleted; until it is purged it can be put back. */
  readonly deleted?: number;
}

/** The picture itself, without any loss, and the graph that makes it again. */
export interface HistoryPicture {
  readonly picture: Blob;
  /** JSON text of the document, with the seeds that were drawn. */
  readonly document: string;
}
