import { count } from '../../graph/document/names.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { type Dropped, isImageFile, type PlacedFile } from '../kit/files.ts';
import { notify } from '../session/session-store.ts';
import { storeFile } from '../storage/stored-files.ts';
import { filesIn } from './dropped-folder.ts';

/** Files and folders as photos: what a folder holds by its names, in their order on every machine. */
export async function photosIn(dropped: Dropped): Promise<readonly PlacedFile[]> {
  const isFolder = dropped.entries.some((entry) => entry?.isDirectory);
  const files = await filesIn(dropped);
  if (!isFolder) return files;
  return files
    .filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, file }) => ({ path: path.replace(/^[^/]*\/(?=.)/, ''), file }));
}

/**
 * Stores photos in the browser. They are not decoded: there may be hundreds, and one that cannot be
 * read says so in its turn. What does not call itself a picture is left out, and told.
 */
export async function importPhotos(
  files: readonly PlacedFile[],
  signal: AbortSignal,
): Promise<readonly FileReference[]> {
  const photos: FileReference[] = [];
  const others: string[] = [];
  for (const { path, file } of files) {
    if (signal.aborted) return [];
    const name = path.split('/').at(-1) ?? path;
    if (isImageFile(new File([], name, { type: file.type }))) {
      photos.push(await storeFile(file, path, 'image'));
    } else others.push(name);
  }
  const [first] = others;
  if (photos.length === 0) {
    notify(first ? `${noPictures(first, others.length)}.` : 'There is no picture in it.', 'alert');
  } else if (first) notify(`${noPictures(first, others.length)}, so the rest was taken.`);
  return photos;
}

function noPictures(first: string, of: number): string {
  if (of === 1) return `${first} is no picture`;
  return `${first} and ${count(of - 1, 'other file')} are no pictures`;
}
