import { Zip, ZipPassThrough } from 'fflate';

export interface FileToZip {
  readonly name: string;
  readonly read: () => Promise<Blob>;
}

/** One zip of several files, stored as they are: pictures are packed already. */
export async function zipFiles(files: readonly FileToZip[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  for (const { name, read } of files) {
    const bytes = new Uint8Array(await (await read()).arrayBuffer());
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
