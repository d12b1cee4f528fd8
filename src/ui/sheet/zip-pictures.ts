import { Zip, ZipPassThrough } from 'fflate';
import { fileNameOf } from '../kit/files.ts';

export interface PictureToZip {
  readonly title: string;
  /** As PNG. */
  readonly read: () => Promise<Blob>;
}

/** One zip of several pictures, numbered and named. */
export function zipPictures(pictures: readonly PictureToZip[]): Promise<Blob> {
  const digits = Math.max(2, String(pictures.length).length);
  const files = pictures.map(({ title, read }, index) => {
    const number = String(index + 1).padStart(digits, '0');
    return { path: `${number}-${fileNameOf(title)}.png`, read };
  });
  return zipFiles(files);
}

export interface FileToZip {
  readonly path: string;
  readonly read: () => Promise<Blob>;
}

/** One zip of several files, stored as they are: pictures are packed already. */
export async function zipFiles(files: readonly FileToZip[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  for (const { path, read } of files) {
    const bytes = new Uint8Array(await (await read()).arrayBuffer());
    const entry = new ZipPassThrough(path);
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
