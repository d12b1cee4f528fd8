import type { FileReference } from '../../graph/params/file.ts';
import { isImageFile } from '../kit/files.ts';
import { notify } from '../session/session-store.ts';
import { rememberPhoto } from '../storage/decoded-photos.ts';
import { storeFile } from '../storage/stored-files.ts';

/** Stores a photo in the browser if it can be decoded, and says so if it cannot. */
export async function importPicture(file: File): Promise<FileReference | undefined> {
  if (!isImageFile(file)) {
    notify(`${file.name} is not a picture. Choose a PNG, JPEG or WebP file.`, 'alert');
    return undefined;
  }
  const decoded = await createImageBitmap(file).catch(() => undefined);
  if (!decoded) {
    notify(`${file.name} cannot be read: its content is damaged. Choose another picture.`, 'alert');
    return undefined;
  }
  const reference = await storeFile(file, file.name || 'Pasted picture.png', 'image');
  rememberPhoto(reference, decoded);
  return reference;
}
