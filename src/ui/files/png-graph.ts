import type { Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { embedDocument, isPng } from '../../runtime/browser.ts';
import { graphInFile } from '../storage/read-picture.ts';

/** The JSON text of the graph inside a picture; undefined if it is no PNG, whatever its name says. */
export async function graphInPicture(
  file: File,
  signal?: AbortSignal,
): Promise<Result<string> | undefined> {
  const start = await file
    .slice(0, 8)
    .arrayBuffer()
    .catch(() => new ArrayBuffer());
  return isPng(new Uint8Array(start)) ? graphInFile(file, signal) : undefined;
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
  const bytes = new Uint8Array(await png.arrayBuffer());
  const embedded = await embedDocument(bytes, text, { profile });
  return embedded.ok ? new Blob([embedded.value], { type: 'image/png' }) : png;
}
