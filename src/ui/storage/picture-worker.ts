import { expose, transfer } from 'comlink';
import { fail, ok, type Result } from '../../common/result.ts';
import { type OpenedBitmap, openBitmap } from '../../runtime/pictures/open-bitmap.ts';
import { isPng } from '../../runtime/png/chunks.ts';
import { extractDocument } from '../../runtime/png/png-metadata.ts';

/** Opens files that came from anywhere, away from the page: some are made to be slow. */
const pictures = {
  async open(file: Blob, name: string): Promise<Result<OpenedBitmap>> {
    const bytes = await bytesOf(file, name);
    const opened = bytes.ok ? await openBitmap(bytes.value, name) : bytes;
    return opened.ok ? transfer(opened, [opened.value.bitmap]) : opened;
  },
  async graphIn(file: Blob, name: string): Promise<Result<string>> {
    const start = await bytesOf(file.slice(0, 8), name);
    if (!start.ok) return start;
    if (!isPng(start.value)) return graphInOther(file, name);
    const bytes = await bytesOf(file, name);
    return bytes.ok ? extractDocument(bytes.value) : bytes;
  },
};

/** The code that reads films comes with the first one. */
async function graphInOther(file: Blob, name: string): Promise<Result<string>> {
  const { graphInClip } = await import('../../runtime/clips/read/graph-inside.ts');
  const found = await graphInClip({
    size: file.size,
    read: async (begin, end) => new Uint8Array(await file.slice(begin, end).arrayBuffer()),
    source: ({ BlobSource }) => new BlobSource(file),
  });
  const message = `${name} contains no graph.`;
  return found ?? fail({ code: 'no-document', message });
}

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
