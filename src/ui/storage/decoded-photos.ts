import { LRUCache } from 'lru-cache';
import { problemText } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { assetUrl } from '../kit/assets.ts';
import { openPicture } from './read-picture.ts';
import { findStoredFile } from './stored-files.ts';

/** Bytes of pixels that are held: a photo of a large camera. */
const budget = 192 * 2 ** 20;
/** How long a photo is held after its last use, in milliseconds. */
const idleTime = 60_000;

/**
 * Photos as they were decoded, by what they hold, so that one that is imported, shown in its node and
 * cropped is decoded once. What goes is not closed, for a dialog may still show it: the browser frees
 * it with the last reference. The worker decodes for itself, in floating point.
 */
const photos = new LRUCache<string, ImageBitmap, { readonly reference: FileReference }>({
  maxSize: budget,
  sizeCalculation: ({ width, height }) => Math.min(budget, Math.max(1, 4 * width * height)),
  ttl: idleTime,
  ttlAutopurge: true,
  updateAgeOnGet: true,
  fetchMethod: (_key, _stale, { context }) => decode(context.reference),
});

/**
 * The pixels of a photo in its own size, for reading only: others have the same bitmap.
 * @returns undefined when the photo is not in this browser.
 * @throws where it cannot be decoded.
 */
export async function decodedPhoto(reference: FileReference): Promise<ImageBitmap | undefined> {
  const key = contentKey(reference);
  return key === undefined ? decode(reference) : photos.fetch(key, { context: { reference } });
}

/** A photo that was decoded as it came in. */
export function rememberPhoto(reference: FileReference, decoded: ImageBitmap): void {
  const key = contentKey(reference);
  if (key !== undefined) photos.set(key, decoded);
}

/** Undefined where the reference does not say what the photo holds. */
function contentKey(reference: FileReference): string | undefined {
  switch (reference.from) {
    case 'bundled':
      return `bundled ${reference.name}`;
    case 'data':
      return reference.data;
    case 'file':
      return reference.sha256;
    case 'nothing':
    case 'url':
      return undefined;
  }
}

async function decode(reference: FileReference): Promise<ImageBitmap | undefined> {
  switch (reference.from) {
    // Our own are known to be harmless.
    case 'bundled':
      return createImageBitmap(await bytesAt(assetUrl(`samples/${reference.name}.jpg`)));
    case 'data':
      return pixelsOf(await bytesAt(reference.data), 'The pasted picture');
    case 'file': {
      const stored = await findStoredFile(reference);
      return stored && pixelsOf(stored.blob, reference.name);
    }
    case 'nothing':
    case 'url':
      return undefined;
  }
}

async function bytesAt(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

async function pixelsOf(file: Blob, name: string): Promise<ImageBitmap> {
  const opened = await openPicture(file, name);
  if (!opened.ok) throw new Error(problemText(opened.problem));
  return opened.value.bitmap;
}
