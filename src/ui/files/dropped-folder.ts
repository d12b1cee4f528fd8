import type { Dropped, PlacedFile } from '../kit/files.ts';

/** So many files are looked at: a folder may be somebody's whole disk. */
const most = 2000;

/** Files and folders that were dropped, with what the folders contain. */
export async function filesIn({ entries, files }: Dropped): Promise<readonly PlacedFile[]> {
  const isFolder = entries.some((entry) => entry?.isDirectory);
  if (isFolder) return readAll(entries.filter((entry) => entry !== null));
  return files.map((file) => ({ path: file.name, file }));
}

async function readAll(entries: readonly FileSystemEntry[]): Promise<readonly PlacedFile[]> {
  const found: PlacedFile[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && found.length < most; entry = waiting.shift()) {
    if (entry.isDirectory) waiting.push(...(await entriesIn(entry as FileSystemDirectoryEntry)));
    else {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file) found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    }
  }
  return found;
}

/** A reader hands over a hundred at a time, and none at the end. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((done) =>
      reader.readEntries(done, () => done([])),
    );
    if (some.length === 0 || all.length > most) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((done) => entry.file(done, () => done(undefined)));
}
