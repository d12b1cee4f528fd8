import { type Document, emptyDocument, type Position } from '../document/document.ts';
import type { Items } from './command.ts';

/**
 * The selected nodes, frames and notes as a document of their own, for the clipboard: with the
 * tracks of the nodes and the wires between them, and those that come in from outside, which dangle there until a paste
 * with `keepInputs` finds their sources again. A frame brings what is in it. Written by
 * `serialiseDocument` and read by `parseDocument`, like any document.
 */
export function copyFragment(document: Document, items: Items): Document {
  const frames = new Set(items.frames);
  const framed = ({ frame }: { readonly frame?: string }) =>
    frame !== undefined && frames.has(frame);
  const nodeIds = new Set(items.nodes);
  const noteIds = new Set(items.notes);
  const nodes = document.nodes.filter((node) => nodeIds.has(node.id) || framed(node));
  const copied = new Set(nodes.map(({ id }) => id));
  const tracks = (document.tracks ?? []).filter(({ node }) => copied.has(node));
  return {
    ...emptyDocument(document.name),
    nodes,
    edges: document.edges.filter((edge) => copied.has(edge.to.node)),
    frames: document.frames.filter(({ id }) => frames.has(id)),
    ...(tracks.length > 0 && { tracks }),
    notes: document.notes.filter((note) => noteIds.has(note.id) || framed(note)),
  };
}

/** The upper left corner of everything on the canvas; the origin when there is nothing. */
export function upperLeft({ nodes, frames, notes }: Document): Position {
  let x = Number.POSITIVE_INFINITY;
  let y = Number.POSITIVE_INFINITY;
  for (const { position } of [...nodes, ...frames, ...notes]) {
    x = Math.min(x, position.x);
    y = Math.min(y, position.y);
  }
  return Number.isFinite(x) ? { x, y } : { x: 0, y: 0 };
}
