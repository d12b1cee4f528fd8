import type { Document } from '../../graph/document.ts';
import { serialiseDocument } from '../../graph/serialise.ts';
import { embedDocument } from '../../runtime/client.ts';

/**
 * The same PNG with a graph in it, which opens when the picture is dropped on the canvas.
 * @param graph a document, or one as it was written.
 */
export async function pngWithGraph(png: Blob, graph: Document | string): Promise<Blob> {
  const text = typeof graph === 'string' ? graph : serialiseDocument(graph, { compact: true });
  const embedded = await embedDocument(new Uint8Array(await png.arrayBuffer()), text);
  return embedded.ok ? new Blob([embedded.value], { type: 'image/png' }) : png;
}
