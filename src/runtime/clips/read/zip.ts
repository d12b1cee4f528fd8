import { inflate } from '../../../common/streams.ts';
import { viewOf } from '../../pictures/header.ts';

/** A file of which any part can be read. */
export interface PartialFile {
  readonly size: number;
  /** Bytes [begin, end). */
  read(begin: number, end: number): Promise<Uint8Array>;
}

export interface ZipEntry {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** The end of the directory, with the longest comment there can be. */
const longestEnd = 22 + 65_535;
const [endMark, entryMark, stored, deflated] = [0x06054b50, 0x02014b50, 0, 8];

/**
 * The files in an archive (APPNOTE of PKWARE), without those that are encrypted or larger than 4 GB.
 * Undefined: it is no archive, or its directory is damaged.
 */
export async function readZip(file: PartialFile): Promise<readonly ZipEntry[] | undefined> {
  const tailStart = Math.max(0, file.size - longestEnd);
  const tail = await file.read(tailStart, file.size);
  const view = viewOf(tail);
  let end = tail.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== endMark) end--;
  if (end < 0) return undefined;
  const [length, from] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (from + length > file.size) return undefined;
  return entriesOf(file, await file.read(from, from + length));
}

function entriesOf(file: PartialFile, directory: Uint8Array): readonly ZipEntry[] | undefined {
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (view.getUint32(at, true) !== entryMark) return undefined;
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [nameLength = 0, extra = 0, comment = 0] = lengths;
    const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength));
    const entry = {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    };
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
    const known = entry.method === stored || entry.method === deflated;
    if (!encrypted && known) entries.push({ name, read: () => readEntry(file, entry) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

interface Placed {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly start: number;
}

/** Before a file stands a header whose length only it says. */
async function readEntry(file: PartialFile, { method, packed, size, start }: Placed) {
  const head = viewOf(await file.read(start, start + 30));
  const from = start + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = await file.read(from, from + packed);
  return method === stored ? bytes : inflate(bytes, 'deflate-raw', size);
}
