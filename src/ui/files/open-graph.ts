import { parseDocument } from '../../graph/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { notify } from '../passing/passing-store.ts';
import { showDocument } from './documents.ts';
import { isImageFile } from './file-kinds.ts';
import { graphInPicture } from './png-graph.ts';

/**
 * Opens a `.dream.json`, or a PNG that carries a graph. A file that cannot be read leaves everything
 * as it is, and says so.
 */
export async function openGraphFile(file: File): Promise<void> {
  if (!isImageFile(file)) {
    openGraphText(await file.text(), file.name);
    return;
  }
  const inside = await graphInPicture(file);
  if (inside) openGraphText(inside, file.name);
  else
    notify(`${file.name} carries no graph. Drop it on the canvas to use it as a picture.`, 'alert');
}

/** @param source names where the text comes from, for messages. */
export function openGraphText(text: string, source: string): boolean {
  const parsed = parseDocument(text, catalog);
  if (!parsed.ok) {
    notify(`${source} was not opened. ${parsed.problem.message}`, 'alert');
    return false;
  }
  const { document, warnings } = parsed.value;
  void showDocument(document, true);
  const [first] = warnings;
  if (first) notify(`${source} was opened with remarks. ${first.message}`);
  return true;
}

/** Asks for a file. */
export function chooseGraphFile(): void {
  const input = window.document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.png,application/json,image/png';
  input.onchange = () => {
    const file = input.files?.[0];
    if (file) void openGraphFile(file);
  };
  input.click();
}
