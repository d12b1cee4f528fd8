import { problemText } from '../../common/result.ts';
import { decodeText } from '../../common/text.ts';
import { useDocument } from '../document/document-store.ts';
import { isImageFile, isVideoFile } from '../kit/files.ts';
import { cancellable } from '../session/cancellable.ts';
import { notify } from '../session/session-store.ts';
import { cancelled as cancelledReading, openPicture } from '../storage/read-picture.ts';
import { showDocument } from './documents.ts';
import { cancelled, chooseFileToOpen, fileOfDocument } from './file-access.ts';
import { unpackPictures } from './pictures-inside.ts';
import { graphInPicture } from './png-graph.ts';
import { notifyWarnings, readGraph } from './read-graph.ts';

/**
 * Opens a `.dream.json`, or a PNG or a clip that carries a graph. A file that cannot be read leaves everything
 * as it is, and says so.
 */
export async function openGraphFile(file: File): Promise<boolean> {
  const inside = await cancellable(`Opening ${file.name}`, (signal) =>
    graphInPicture(file, signal),
  );
  if (!inside && !isMedia(file)) {
    return openGraphText(decodeText(new Uint8Array(await file.arrayBuffer())), file.name);
  }
  if (inside?.ok) return openGraphText(inside.value, file.name);
  if (inside?.problem.code === cancelledReading.code) return false;
  if (inside && inside.problem.code !== 'no-document') {
    notify(`${file.name} was not opened. ${problemText(inside.problem)}`, 'alert');
    return false;
  }
  notify(await whyNoGraph(file), 'alert');
  return false;
}

const isMedia = (file: File) => isImageFile(file) || isVideoFile(file);

/** A picture without a graph may still be dreamed on, if it can be read at all. */
async function whyNoGraph(file: File): Promise<string> {
  if (isVideoFile(file)) {
    return `${file.name} contains no graph. Drop it on the canvas to use it as a clip.`;
  }
  const opened = await openPicture(file, file.name);
  if (!opened.ok) return problemText(opened.problem);
  opened.value.bitmap.close();
  return `${file.name} contains no graph. Drop it on the canvas to use it as a picture.`;
}

/** @param source names where the text comes from, for messages. */
export async function openGraphText(text: string, source: string): Promise<boolean> {
  const read = readGraph(text, source);
  if (!read) return false;
  await showDocument(await unpackPictures(read.document), true);
  notifyWarnings(source, read.warnings);
  return true;
}

/** Asks for a file. A graph that was opened from one is saved back to it. */
export async function chooseGraphFile(): Promise<void> {
  const chosen = await chooseFileToOpen();
  if (chosen === cancelled) return;
  if (!chosen) return askByInput();
  const file = await chosen.getFile();
  const opened = await openGraphFile(file);
  if (opened && !isMedia(file)) fileOfDocument.set(useDocument.getState().id, chosen);
}

function askByInput(): void {
  const input = window.document.createElement('input');
  input.type = 'file';
  input.accept =
    '.json,.png,.gif,.webp,.mp4,.webm,application/json,image/png,image/gif,image/webp,video/mp4,video/webm';
  input.onchange = () => {
    const file = input.files?.[0];
    if (file) void openGraphFile(file);
  };
  input.click();
}
