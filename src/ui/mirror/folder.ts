import { placesDatabase } from '../storage/places-database.ts';

/** File System Access, which not every browser has. */
export interface Folder extends FileSystemDirectoryHandle {
  readonly queryPermission?: (descriptor: Wish) => Promise<PermissionState>;
  readonly requestPermission?: (descriptor: Wish) => Promise<PermissionState>;
}

interface WindowWithFolders extends Window {
  readonly showDirectoryPicker?: (options: {
    readonly id: string;
    readonly mode: 'readwrite';
  }) => Promise<Folder>;
}

interface Wish {
  readonly mode: 'readwrite';
}

const wish: Wish = { mode: 'readwrite' };

export function canChooseFolders(): boolean {
  return (window as WindowWithFolders).showDirectoryPicker !== undefined;
}

/** @returns undefined when the person closed the dialog, or the browser has none. */
export async function chooseFolder(): Promise<Folder | undefined> {
  try {
    return await (window as WindowWithFolders).showDirectoryPicker?.({ id: 'dreamgraph', ...wish });
  } catch {
    return undefined;
  }
}

/** @param press whether the browser may ask: only while somebody presses something. */
export async function mayWrite(folder: Folder, press: boolean): Promise<boolean> {
  const now = (await folder.queryPermission?.(wish)) ?? 'granted';
  if (now === 'granted' || !press) return now === 'granted';
  return (await folder.requestPermission?.(wish)) === 'granted';
}

/** The folder that was chosen in this browser before. */
export async function rememberedFolder(): Promise<Folder | undefined> {
  try {
    return await (await placesDatabase()).get('folders', 'mirror');
  } catch {
    return undefined;
  }
}

export async function rememberFolder(folder: Folder | undefined): Promise<void> {
  try {
    const db = await placesDatabase();
    if (folder) await db.put('folders', folder, 'mirror');
    else await db.delete('folders', 'mirror');
  } catch {
    // It is asked for again in the next visit.
  }
}

/** A folder inside; made where it is not there. */
export function inside(folder: Folder, name: string): Promise<FileSystemDirectoryHandle> {
  return folder.getDirectoryHandle(name, { create: true });
}

/** The files of a folder inside, by name. */
export async function filesIn(
  folder: FileSystemDirectoryHandle,
): Promise<ReadonlyMap<string, FileSystemFileHandle>> {
  const found = new Map<string, FileSystemFileHandle>();
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'file') found.set(name, handle as FileSystemFileHandle);
  }
  return found;
}

/** The whole content or nothing of it: the browser writes beside and moves it into place. */
export async function write(
  folder: FileSystemDirectoryHandle,
  name: string,
  content: Blob | string,
): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const stream = await file.createWritable();
  await stream.write(content);
  await stream.close();
}

/** A name that every file system takes, letters and case as they are. */
export function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out
  return name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').replace(/^\.+/, '') || 'file';
}
