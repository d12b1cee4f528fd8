import { Zip, ZipPassThrough } from 'fflate';
import { fileNameOf } from '../kit/files.ts';

export interface PictureToZip {
  readonly title: string;
  /** As PNG. */
  readonly read: () => Promise<Blob>;
}

/** One zip of several pictures, numbered and named; stored as they are, for they are packed already. */
export async function zipPictures(pictures: readonly PictureToZip[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  const digits = Math.max(2, String(pictures.length).length);
  for (const [index, { title, read }] of pictures.entries()) {
    const number = String(index + 1).padStart(digits, '0');
    const bytes = new Uint8Array(await (await read()).arrayBuffer());
    const entry = new ZipPassThrough(`${number}-${fileNameOf(title)}.png`);
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
