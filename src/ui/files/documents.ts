import { type Document, emptyDocument } from '../../graph/document.ts';
import { canvas } from '../canvas/canvas-api.ts';
import { openDocument } from '../document/document-store.ts';
import { select } from '../passing/passing-store.ts';
import { forgetResults } from '../run/results.ts';

/** Shows a document under a new id; it is saved with its first change. */
export function showDocument(document: Document): void {
  forgetResults();
  select([]);
  openDocument(document, crypto.randomUUID(), 'unsaved');
  requestAnimationFrame(() => canvas.start(document.view));
}

export function newDocument(): void {
  showDocument(emptyDocument());
}
