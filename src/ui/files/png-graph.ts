import type { Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { embedDocument, isPng } from '../../runtime/browser.ts';
import { graphInFile } from '../storage/read-picture.ts';

/**
 * The JSON text of the graph inside a picture or a clip; undefined if it is of a kind that carries none,
 * whatever its name says, or no PNG and without one.
 */
export async function graphInPicture(
  file: File,
  signal?: AbortSignal,
): Promise<Result<string> | undefined> {
  const start = await file
    .slice(0, 8)
    .arrayBuffer()
    .catch(() => new ArrayBuffer());
  const bytes = new Uint8Array(start);
  if (isPng(bytes)) return graphInFile(file, signal);
  if (!mayCarry(bytes)) return undefined;
  const found = await graphInFile(file, signal);
  return !found.ok && found.problem.code === 'no-document' ? undefined : found;
}

/** GIF, WebP, and films: boxes called ftyp, and EBML. */
function mayCarry(start: Uint8Array): boolean {
  const letters = String.fromCharCode(...start);
  return /^(GIF8|RIFF|.{4}ftyp)/s.test(letters) || letters.startsWith('\x1aE\xdf\xa3');
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
