import { serialiseDocument } from '../../graph/serialise.ts';
import { canvas } from '../canvas/canvas-api.ts';
import { useDocument } from '../document/document-store.ts';
import { notify } from '../passing/passing-store.ts';
import { downloadBlob } from './download.ts';
import { fileNameOf } from './file-names.ts';

/** Saves the graph as a file: where the person says, or as a download. */
export async function saveGraph(): Promise<void> {
  const { document } = useDocument.getState();
  const text = serialiseDocument({ ...document, view: canvas.view() });
  const name = `${fileNameOf(document.name)}.dream.json`;
  const blob = new Blob([text], { type: 'application/json' });
  const { showSaveFilePicker } = window as WindowWithPicker;
  if (!showSaveFilePicker) {
    downloadBlob(blob, name);
    return notify(`${name} is in your downloads.`);
  }
  try {
    const handle = await showSaveFilePicker({ suggestedName: name, types: graphTypes });
    const stream = await handle.createWritable();
    await stream.write(blob);
    await stream.close();
    notify(`Saved as ${handle.name}.`);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    downloadBlob(blob, name);
    notify(`${name} is in your downloads.`);
  }
}

const graphTypes = [{ description: 'Dreamgraph', accept: { 'application/json': ['.json'] } }];

/** File System Access, which not every browser has. */
interface WindowWithPicker extends Window {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: typeof graphTypes;
  }) => Promise<FileSystemFileHandle>;
}
