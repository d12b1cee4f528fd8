import { expose, transfer } from 'comlink';
import { fail, ok, type Result } from '../../common/result.ts';
import { type OpenedBitmap, openBitmap } from '../../runtime/pictures/open-bitmap.ts';
import { extractDocument } from '../../runtime/png/png-metadata.ts';

/** Opens files that came from anywhere, away from the page: some are made to be slow. */
const pictures = {
  async open(file: Blob, name: string): Promise<Result<OpenedBitmap>> {
    const bytes = await bytesOf(file, name);
    const opened = bytes.ok ? await openBitmap(bytes.value, name) : bytes;
    return opened.ok ? transfer(opened, [opened.value.bitmap]) : opened;
  },
  async graphIn(file: Blob, name: string): Promise<Result<string>> {
    const bytes = await bytesOf(file, name);
    return bytes.ok ? extractDocument(bytes.value) : bytes;
  },
};

export type PictureWorker = typeof pictures;

async function bytesOf(file: Blob, name: string): Promise<Result<Uint8Array>> {
  try {
    return ok(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // It was moved meanwhile, or is a folder.
    const message = `${name} cannot be read from the disk.`;
    return fail({ code: 'picture-unreadable', message, remedy: 'Choose it again.' });
  }
}

expose(pictures);
