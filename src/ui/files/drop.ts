import type { Position } from '../../graph/document.ts';
import { perform } from '../document/edits.ts';
import { notify, select } from '../passing/passing-store.ts';
import { isGraphFile, isImageFile } from './file-kinds.ts';
import { keepPicture } from './keep-picture.ts';
import { openGraphFile } from './open-graph.ts';

/** Files that were dropped or pasted: pictures become nodes, graphs are opened. */
export async function dropOnCanvas(files: readonly File[], at: Position): Promise<void> {
  const graph = files.find(isGraphFile);
  if (graph) return openGraphFile(graph);
  const pictures = files.filter(isImageFile);
  if (pictures.length === 0 && files[0]) {
    return notify(
      `${files[0].name} is neither a picture nor a graph. Nothing was changed.`,
      'alert',
    );
  }
  let offset = 0;
  for (const file of pictures) {
    const place = { x: at.x + offset, y: at.y + offset };
    await addPicture(file, place);
    offset += 40;
  }
}

/** Adds a Load Image node with a file. */
export async function addPicture(file: File, at: Position): Promise<void> {
  const reference = await keepPicture(file);
  if (!reference) return;
  const created = perform({
    type: 'add-nodes',
    nodes: [{ type: 'load-image', position: at, params: { file: reference } }],
  });
  select(created);
}
