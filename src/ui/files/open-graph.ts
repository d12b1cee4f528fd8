import { parseDocument } from '../../graph/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { notify } from '../passing/passing-store.ts';
import { showDocument } from './documents.ts';

/** Opens a `.dream.json`. A file that cannot be read leaves everything as it is, and says so. */
export async function openGraphFile(file: File): Promise<void> {
  openGraphText(await file.text(), file.name);
}

/** @param source names where the text comes from, for messages. */
export function openGraphText(text: string, source: string): boolean {
  const parsed = parseDocument(text, catalog);
  if (!parsed.ok) {
    notify(`${source} was not opened. ${parsed.problem.message}`, 'alert');
    return false;
  }
  const { document, warnings } = parsed.value;
  showDocument(document);
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
