import { useEffect } from 'react';
import { create } from 'zustand';
import type { FileReference } from '../../graph/params/file.ts';
import { referenceKey } from '../../runtime/browser.ts';
import { readThumbnail } from '../history/history-storage.ts';
import { decodedPhoto } from '../storage/decoded-photos.ts';
import { onNewFile } from '../storage/stored-files.ts';
import { photoTitle, useBatch } from './batch-store.ts';

/** Height of a small photo, in pixels: a place on the Stage, on a screen of double density. */
const height = 240;

interface Thumbs {
  /** By `referenceKey`. */
  readonly photos: ReadonlyMap<string, Blob>;
  /** By the id in the history. */
  readonly dreams: ReadonlyMap<string, Blob>;
}

const useThumbs = create<Thumbs>(() => ({ photos: new Map(), dreams: new Map() }));

/** What was asked for. */
const asked = new Set<string>();
let work = Promise.resolve();

/** The photo small, as soon as it is there. */
export function usePhotoThumb(file: FileReference): Blob | undefined {
  const key = referenceKey(file);
  const blob = useThumbs(({ photos }) => photos.get(key));
  const missing = useBatch(({ unreadable }) => !unreadable.has(key));
  useEffect(() => {
    if (!missing || asked.has(key)) return;
    asked.add(key);
    // One after the other: each takes a decoder and all of its pixels.
    work = work.then(() => makeThumb(file, key));
  }, [file, key, missing]);
  return blob;
}

/** The dream small, by its id in the history. */
export function useDreamThumb(id: string | undefined): Blob | undefined {
  const blob = useThumbs(({ dreams }) => (id === undefined ? undefined : dreams.get(id)));
  useEffect(() => {
    if (id === undefined || asked.has(id)) return;
    asked.add(id);
    void readThumbnail(id)
      .catch(() => undefined)
      .then((found) => {
        if (found) useThumbs.setState(({ dreams }) => ({ dreams: new Map(dreams).set(id, found) }));
        else asked.delete(id);
      });
  }, [id]);
  return blob;
}

async function makeThumb(file: FileReference, key: string): Promise<void> {
  try {
    const photo = await decodedPhoto(file);
    if (!photo) throw new Error(missingWords(file));
    const scale = Math.min(1, height / photo.height);
    const width = Math.max(1, Math.round(photo.width * scale));
    const canvas = new OffscreenCanvas(width, Math.max(1, Math.round(photo.height * scale)));
    canvas.getContext('2d')?.drawImage(photo, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
    useThumbs.setState(({ photos }) => ({ photos: new Map(photos).set(key, blob) }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const problem = { code: 'photo-unreadable', message };
    useBatch.setState(({ unreadable }) => ({ unreadable: new Map(unreadable).set(key, problem) }));
  }
}

function missingWords(file: FileReference): string {
  return `${photoTitle(file)} is not in this browser: drop it on its node again.`;
}

// What was missing may have been dropped.
onNewFile(() => {
  const { unreadable } = useBatch.getState();
  for (const key of unreadable.keys()) asked.delete(key);
  if (unreadable.size > 0) useBatch.setState({ unreadable: new Map() });
});
