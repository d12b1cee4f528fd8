import type { Document } from '../../graph/document/document.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { useDocument } from '../document/document-store.ts';
import { fileNameOf } from '../kit/files.ts';
import { canvas } from '../session/canvas-handle.ts';
import { notify } from '../session/session-store.ts';
import { markInFile } from '../storage/keeping.ts';
import {
  cancelled,
  chooseWhereToSave,
  downloadBlob,
  fileOfDocument,
  offerDownload,
  writeFile,
} from './file-access.ts';
import { type OwnPictures, packPictures } from './pictures-inside.ts';

/** Saves the graph to its file; to one that the person chooses first, or as a download. */
export async function saveGraph(): Promise<void> {
  const { id } = useDocument.getState();
  const file = fileOfDocument.get(id);
  if (!file || !(await written(file))) await saveGraphAs();
}

/** Saves the graph to another file than before. */
export async function saveGraphAs(): Promise<void> {
  const { id, document } = useDocument.getState();
  const name = `${fileNameOf(document.name)}.dream.json`;
  const file = await chooseWhereToSave(name);
  if (file === cancelled) return;
  if (file && (await written(file))) return fileOfDocument.set(id, file);
  downloadBlob(graphBlob(), name);
  markInFile(document);
  notify(`${name} is in your downloads.`);
}

/** The file may be gone or no longer allowed: then another is asked for. */
async function written(file: FileSystemFileHandle): Promise<boolean> {
  const { document } = useDocument.getState();
  try {
    await writeFile(file, graphBlob());
    markInFile(document);
  } catch {
    return false;
  }
  notify(`Saved as ${file.name}.`);
  return true;
}

/** Saves the graph to a file of its own with the pictures it uses inside. */
export async function saveWithPictures(pictures: OwnPictures): Promise<void> {
  const { document } = useDocument.getState();
  const name = `${fileNameOf(document.name)}.with-pictures.dream.json`;
  const file = await chooseWhereToSave(name);
  if (file === cancelled) return;
  const text = graphText(await packPictures(document, pictures));
  const blob = new Blob([text], { type: 'application/json' });
  try {
    if (file) await writeFile(file, blob);
    if (file) notify(`Saved as ${file.name}.`);
  } catch {
    notify(`${file?.name} could not be written. Choose another place.`, 'alert');
    return;
  }
  if (!file) offerDownload(blob, name);
  markInFile(document);
}

function graphBlob(): Blob {
  return new Blob([graphText(useDocument.getState().document)], { type: 'application/json' });
}

/** The text of the graph as a file, with the view as it is. */
export function graphText(document: Document): string {
  return serialiseDocument({ ...document, view: canvas().view() });
}
