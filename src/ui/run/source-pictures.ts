import { create } from 'zustand';
import type { Document, ParamValues } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { paramValue } from '../../graph/params/values.ts';
import { fittedSize } from '../../nodes/_params/size-params.ts';
import { loadImage } from '../../nodes/load-image/definition.ts';
import { useDocument } from '../document/document-store.ts';
import { boxOf } from '../kit/crop-box.ts';
import { pictures } from '../results/pictures.ts';
import { decodedPhoto } from '../storage/decoded-photos.ts';

/** Long side of what a Load Image node shows before any run, in pixels. */
const longSide = 640;

/** Of each node, the part of a file that it shows, and what else its picture depends on. */
const loaded = new Map<string, { readonly part: string; readonly all: string }>();

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
    const sizing = withDefaults(params);
    const part = JSON.stringify([reference.value, params.crop]);
    const all = JSON.stringify([part, sizing]);
    const before = loaded.get(id);
    const shown = pictures.get(id);
    if (before?.all === all && shown) continue;
    loaded.set(id, { part, all });
    // What a run made of it has the size that it had then, and is called stale.
    if (before?.part === part && shown?.final) continue;
    void show(id, reference.value, edges(params.crop), sizing);
  }
  for (const id of loaded.keys()) {
    if (present.has(id)) continue;
    loaded.delete(id);
    setMissing(id, undefined);
  }
}

/** What the size of its picture follows from. */
function withDefaults(params: ParamValues): ParamValues {
  const names = ['fit', 'size', 'width', 'height'] as const;
  return Object.fromEntries(
    names.map((name) => [name, paramValue(params, name, loadImage.params[name])]),
  );
}

/** What is not four numbers is complained about by the run. */
function edges(crop: Json | undefined): readonly number[] {
  return Array.isArray(crop) && crop.every((edge) => typeof edge === 'number') ? crop : [];
}

async function show(
  node: string,
  reference: FileReference,
  crop: readonly number[],
  sizing: ParamValues,
): Promise<void> {
  const wanted = loaded.get(node);
  try {
    const full = await decodedPhoto(reference);
    setMissing(node, !full && reference.from === 'file' ? reference.name : undefined);
    if (!full) return pictures.delete(node);
    const part = partOf(full, crop, sizing);
    // In words, the size that the node hands on, run or not.
    const size = fittedSize(sizing, part);
    const scale = Math.min(1, longSide / Math.max(size.width, size.height));
    const pixels = await createImageBitmap(full, part.x, part.y, part.width, part.height, {
      resizeWidth: Math.max(1, Math.round(size.width * scale)),
      resizeHeight: Math.max(1, Math.round(size.height * scale)),
      resizeQuality: 'medium',
    });
    // The file may have been changed again meanwhile.
    if (loaded.get(node) === wanted) pictures.set(node, { ...size, pixels, final: false });
    else pixels.close();
  } catch {
    // The run says in words what is wrong with the file.
    pictures.delete(node);
  }
}

/** What is cut out of the photo: the crop, and of that the middle where it is to fill a box. */
function partOf(photo: ImageBitmap, crop: readonly number[], sizing: ParamValues) {
  const { left, top, right, bottom } = boxOf(crop);
  const x = Math.round(left * photo.width);
  const y = Math.round(top * photo.height);
  const width = Math.max(1, Math.round((right - left) * photo.width));
  const height = Math.max(1, Math.round((bottom - top) * photo.height));
  if (sizing.fit !== 'cover') return { x, y, width, height };
  const box = fittedSize(sizing, { width, height });
  const factor = Math.min(width / box.width, height / box.height);
  const kept = { width: box.width * factor, height: box.height * factor };
  return { x: x + (width - kept.width) / 2, y: y + (height - kept.height) / 2, ...kept };
}
