import { useEffect } from 'react';
import { problemText } from '../../common/result.ts';
import { copyFragment, upperLeft } from '../../graph/commands/fragment.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { catalog } from '../../nodes/catalog.ts';
import { useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { pasteAt } from '../document/insert-on-wire.ts';
import { selectedItems } from '../document/selection.ts';
import { placeForNew } from '../session/canvas-handle.ts';
import { notify, select, useSession, useView } from '../session/session-store.ts';
import { dropOnCanvas } from './drop.ts';

/** The selection as JSON text, or undefined when nothing is selected. */
function selectionAsText(): string | undefined {
  const items = selectedItems();
  const { nodes, frames, notes } = items;
  if (nodes.length + frames.length + notes.length === 0) return undefined;
  return serialiseDocument(copyFragment(useDocument.getState().document, items));
}

export async function copySelection(): Promise<boolean> {
  const text = selectionAsText();
  if (text === undefined) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    notify('The browser did not allow copying. Press Ctrl+C on the canvas instead.', 'alert');
    return false;
  }
}

export async function cutSelection(): Promise<void> {
  if (await copySelection()) removeSelection();
}

function removeSelection(): void {
  perform({ type: 'remove', ...selectedItems() });
  select([]);
}

export async function pasteFromClipboard(): Promise<void> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((candidate) => candidate.startsWith('image/'));
      if (!type) continue;
      const blob = await item.getType(type);
      return dropOnCanvas([new File([blob], 'Pasted picture.png', { type })], placeForNew());
    }
    pasteText(await navigator.clipboard.readText());
  } catch {
    notify('The browser did not allow pasting. Press Ctrl+V on the canvas instead.', 'alert');
  }
}

/** Adds what the text holds, if it is a graph: under the pointer, or in the middle of what is seen. */
function pasteText(text: string): void {
  const parsed = parseDocument(text, catalog);
  if (!parsed.ok) {
    notify(`Nothing was pasted. ${problemText(parsed.problem)}`, 'alert');
    return;
  }
  select(pasteAt(parsed.value.document, placeForNew()));
}

export function duplicateSelection(): void {
  const fragment = copyFragment(useDocument.getState().document, selectedItems());
  const { x, y } = upperLeft(fragment);
  const at = { x: x + 40, y: y + 40 };
  select(perform({ type: 'paste', fragment, at, keepInputs: true, label: 'Duplicate' }));
}

/** Cut, copy and paste by the keys of the system, which need no permission. */
export function useClipboardEvents(): void {
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      const text = mine(event) ? selectionAsText() : undefined;
      if (text === undefined || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') removeSelection();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (!mine(event) || !event.clipboardData) return;
      event.preventDefault();
      const files = [...event.clipboardData.files];
      if (files.length > 0) void dropOnCanvas(files, placeForNew());
      else pasteText(event.clipboardData.getData('text/plain'));
    };
    window.addEventListener('copy', onCopy);
    window.addEventListener('cut', onCopy);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('copy', onCopy);
      window.removeEventListener('cut', onCopy);
      window.removeEventListener('paste', onPaste);
    };
  }, []);
}

/** In a field, and while text is marked, the clipboard is for text. */
function mine(event: ClipboardEvent): boolean {
  if (useSession.getState().dialog || useView.getState().view !== 'edit') return false;
  if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]'))
    return false;
  return event.type === 'paste' || !window.getSelection()?.toString();
}
