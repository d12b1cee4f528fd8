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
  writeFile,
} from './file-access.ts';

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

function graphBlob(): Blob {
  const { document } = useDocument.getState();
  const text = serialiseDocument({ ...document, view: canvas().view() });
  return new Blob([text], { type: 'application/json' });
}
