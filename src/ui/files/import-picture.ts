import { problemText } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { notify } from '../session/session-store.ts';
import { rememberPhoto } from '../storage/decoded-photos.ts';
import { cancelled, openPicture } from '../storage/read-picture.ts';
import { storeFile } from '../storage/stored-files.ts';

/** Stores a photo in the browser if it can be decoded, and says so if it cannot. */
export async function importPicture(
  file: File,
  signal: AbortSignal,
): Promise<FileReference | undefined> {
  const name = file.name || 'Pasted picture.png';
  const opened = await openPicture(file, name, signal);
  if (!opened.ok) {
    if (opened.problem.code !== cancelled.code) notify(problemText(opened.problem), 'alert');
    return undefined;
  }
  const { bitmap, note } = opened.value;
  if (note) notify(problemText(note));
  const reference = await storeFile(file, name, 'image');
  rememberPhoto(reference, bitmap);
  return reference;
}
