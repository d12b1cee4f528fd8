import { notify } from '../session/session-store.ts';

/** Downloads a file and says so. */
export function offerDownload(blob: Blob, name: string): void {
  downloadBlob(blob, name);
  notify(`${name} is in your downloads.`);
}

/** Hands a file to the browser's downloads. */
export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
