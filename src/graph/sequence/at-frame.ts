import { own } from '../../common/own.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode, ParamValues, Track } from '../document/document.ts';
import { type Json, sameJson } from '../document/json.ts';
import { isAnimatable } from './animatable.ts';
import { valueAt } from './value-at.ts';

interface Made {
  readonly catalog: Catalog;
  readonly frame: number;
  readonly document: Document;
}

/** Of each document the last few, the newest last: a film has too many frames to hold all of them. */
const madeDocuments = new WeakMap<Document, Made[]>();
const heldAtMost = 8;

/**
 * The document as it is at a frame: every parameter that has a track with its value there, and no
 * tracks. The same object where nothing moves, and mostly for the same arguments. A variant is applied
 * first (`withVariant`). Tracks that lead nowhere, or to what cannot be animated, change nothing.
 * @param frame counted from 0; beyond the end of the sequence it goes on like this.
 */
export function atFrame(document: Document, catalog: Catalog, frame: number): Document {
  if (!document.tracks) return document;
  const made = madeDocuments.get(document) ?? [];
  madeDocuments.set(document, made);
  const known = made.find((each) => each.frame === frame && each.catalog === catalog);
  if (known) return known.document;
  const { tracks, ...still } = document;
  const byNode = new Map<string, Track[]>();
  for (const track of tracks) byNode.set(track.node, [...(byNode.get(track.node) ?? []), track]);
  const nodes = document.nodes.map((node) => movedNode(node, byNode.get(node.id), catalog, frame));
  const moved: Document = { ...still, nodes };
  made.push({ catalog, frame, document: moved });
  if (made.length > heldAtMost) made.shift();
  return moved;
}

/** The last one made of each node, so that an edit elsewhere does not make it look new. */
const lastMoved = new WeakMap<DocumentNode, DocumentNode>();

function movedNode(
  node: DocumentNode,
  tracks: readonly Track[] | undefined,
  catalog: Catalog,
  frame: number,
): DocumentNode {
  const specs = tracks && findDefinition(catalog, node.type)?.params;
  if (!specs) return node;
  const changes: Record<string, Json> = {};
  for (const track of tracks) {
    const spec = own(specs, track.param);
    if (spec && isAnimatable(spec)) changes[track.param] = valueAt(track, frame, spec);
  }
  if (holds(node.params, changes)) return node;
  const params = { ...node.params, ...changes };
  const last = lastMoved.get(node);
  if (last && sameJson(last.params, params)) return last;
  const moved = { ...node, params };
  lastMoved.set(node, moved);
  return moved;
}

function holds(params: ParamValues, changes: ParamValues): boolean {
  return Object.entries(changes).every(([key, value]) => sameJson(own(params, key), value));
}
