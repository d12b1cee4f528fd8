import { useEffect } from 'react';
import { canvas } from '../session/canvas-api.ts';
import { usePassing } from '../session/session-store.ts';
import { useView } from '../session/view-store.ts';
import { pasteText, removeSelection, selectionAsText } from './clipboard.ts';
import { dropOnCanvas } from './drop.ts';

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
      if (files.length > 0) void dropOnCanvas(files, canvas.newPlace());
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
  if (usePassing.getState().dialog || useView.getState().view !== 'edit') return false;
  if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]'))
    return false;
  return event.type === 'paste' || !window.getSelection()?.toString();
}
