import { create } from 'zustand';
import type { Document } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { paramValue } from '../../graph/params/values.ts';
import { loadImage } from '../../nodes/load-image/definition.ts';
import { useDocument } from '../document/document-store.ts';
import { boxOf } from '../kit/crop-box.ts';
import { pictures } from '../results/pictures.ts';
import { decodedPhoto } from '../storage/decoded-photos.ts';

/** Long side of what a Load Image node shows before any run, in pixels. */
const longSide = 640;

const loaded = new Map<string, string>();

/** Photos that are not in this browser, by the node that names them: names of files. */
export const useMissingPhotos = create<Readonly<Record<string, string>>>(() => ({}));

function setMissing(node: string, file: string | undefined): void {
  const { [node]: before, ...others } = useMissingPhotos.getState();
  if (before === file) return;
  useMissingPhotos.setState(file === undefined ? others : { ...others, [node]: file }, true);
}

/** "beach.jpg is not in this browser: …" */
export function missingPhotoWords(file: string): string {
  return `${file} is not in this browser: choose it again, or drop it here.`;
}

/** Shows photos in their nodes as soon as they are chosen, without a run. */
export function startSourcePictures(): void {
  update(useDocument.getState().shown);
  useDocument.subscribe(({ shown }, before) => {
    if (shown !== before.shown) update(shown);
  });
}

function update({ nodes }: Document): void {
  const present = new Set<string>();
  for (const { id, type, params } of nodes) {
    if (type !== 'load-image') continue;
    const reference = loadImage.params.file.validate(
      paramValue(params, 'file', loadImage.params.file),
    );
    if (!reference.ok) continue;
    present.add(id);
    const file = JSON.stringify([reference.value, params.crop]);
    if (loaded.get(id) === file && pictures.get(id)) continue;
    loaded.set(id, file);
    void show(id, reference.value, edges(params.crop), file);
  }
  for (const id of loaded.keys()) {
    if (present.has(id)) continue;
    loaded.delete(id);
    setMissing(id, undefined);
  }
}

/** What is not four numbers is complained about by the run. */
function edges(crop: Json | undefined): readonly number[] {
  return Array.isArray(crop) && crop.every((edge) => typeof edge === 'number') ? crop : [];
}

async function show(
  node: string,
  reference: FileReference,
  crop: readonly number[],
  file: string,
): Promise<void> {
  try {
    const full = await decodedPhoto(reference);
    setMissing(node, !full && reference.from === 'file' ? reference.name : undefined);
    if (!full) return pictures.delete(node);
    const { left, top, right, bottom } = boxOf(crop);
    const width = Math.max(1, Math.round((right - left) * full.width));
    const height = Math.max(1, Math.round((bottom - top) * full.height));
    const scale = Math.min(1, longSide / Math.max(width, height));
    const [x, y] = [Math.round(left * full.width), Math.round(top * full.height)];
    const pixels = await createImageBitmap(full, x, y, width, height, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    });
    // The file may have been changed again meanwhile.
    if (loaded.get(node) === file) pictures.set(node, { width, height, pixels, final: false });
    else pixels.close();
  } catch {
    // The run says in words what is wrong with the file.
    pictures.delete(node);
  }
}
