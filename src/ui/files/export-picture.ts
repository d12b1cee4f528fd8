import { nodeById } from '../document/edits.ts';
import { notify } from '../passing/passing-store.ts';
import { paint, pictures } from '../run/pictures.ts';
import { downloadBlob } from './download.ts';
import { fileNameOf } from './file-names.ts';

/** Writes the picture of a Save Image node as a file of the format it asks for. */
export async function exportPicture(id: string): Promise<void> {
  const shown = pictures.get(id);
  const node = nodeById(id);
  if (!shown || !node) return notify('There is no picture yet. Run the graph first.', 'alert');
  const canvas = document.createElement('canvas');
  paint(canvas, shown);
  const format =
    node.params.format === 'jpeg' || node.params.format === 'webp' ? node.params.format : 'png';
  const quality = typeof node.params.quality === 'number' ? node.params.quality / 100 : 0.92;
  const blob = await new Promise<Blob | null>((done) =>
    canvas.toBlob(done, `image/${format}`, quality),
  );
  if (!blob)
    return notify('This browser could not write the picture. Choose another format.', 'alert');
  const name = `${fileNameOf(String(node.params.name ?? 'dream'))}.${format === 'jpeg' ? 'jpg' : format}`;
  downloadBlob(blob, name);
  notify(`${name} is in your downloads.`);
}
