import type { Document } from '../../graph/document/document.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { embedDocument, extractDocument } from '../../runtime/browser.ts';

/** The JSON text of the graph inside a picture, if it carries one. */
export async function graphInPicture(file: File): Promise<string | undefined> {
  if (file.type !== 'image/png' && !/\.png$/i.test(file.name)) return undefined;
  const found = await extractDocument(new Uint8Array(await file.arrayBuffer()));
  return found.ok ? found.value : undefined;
}

/**
 * The same PNG with a graph in it, which opens when the picture is dropped on the canvas.
 * @param graph a document, or one as it was written.
 * @param profile the arithmetic that made the picture.
 */
export async function pngWithGraph(
  png: Blob,
  graph: Document | string,
  profile?: string,
): Promise<Blob> {
  const text = typeof graph === 'string' ? graph : serialiseDocument(graph, { compact: true });
  const embedded = await embedDocument(new Uint8Array(await png.arrayBuffer()), text, profile);
  return embedded.ok ? new Blob([embedded.value], { type: 'image/png' }) : png;
}
