import type { z } from 'zod';
import type { Json } from './json.ts';
import type { documentSchema } from './schema.ts';

/** Stops at `Json`, which is read-only already. */
type ReadonlyDeep<T> = [Json] extends [T]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> }
    : T;

/**
 * A graph as it is saved: nodes, wires, frames, notes, variants. Pure JSON and immutable; edits go
 * through `applyCommand`. `parseDocument` is the only way in from outside.
 */
export type Document = ReadonlyDeep<z.infer<typeof documentSchema>>;

export type DocumentNode = Document['nodes'][number];
export type Edge = Document['edges'][number];
export type Frame = Document['frames'][number];
export type Note = Document['notes'][number];
export type Variant = Document['variants'][number];
export type Sweep = NonNullable<Document['sweeps']>[number];
export type Sequence = NonNullable<Document['sequence']>;
export type Track = NonNullable<Document['tracks']>[number];
export type Key = Track['keys'][number];
export type Ease = NonNullable<Key['ease']>;
export type ExposedParam = Document['exposed'][number];
export type View = Document['view'];

export type NodeState = NonNullable<DocumentNode['state']>;
export type Output = Edge['from'];
export type Input = Edge['to'];
/** An edge that is not in a document yet. */
export type Wire = Pick<Edge, 'from' | 'to'>;
/** Pixels of the canvas at zoom 1; y points down. */
export type Position = DocumentNode['position'];
export type ItemSize = Frame['size'];
/** Without a height a node is as tall as what it shows. */
export type NodeSize = NonNullable<DocumentNode['size']>;
/** Parameter values of one node under their stable keys. */
export type ParamValues = DocumentNode['params'];

export const documentFormat = 'dreamgraph';
export const documentVersion = 2;

export function emptyDocument(name = 'Untitled'): Document {
  return {
    format: documentFormat,
    version: documentVersion,
    name,
    nodes: [],
    edges: [],
    frames: [],
    notes: [],
    variants: [],
    exposed: [],
    view: { x: 0, y: 0, zoom: 1 },
  };
}
