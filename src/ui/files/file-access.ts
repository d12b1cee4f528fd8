import { notify } from '../session/session-store.ts';

/**
 * Downloads a file and says so.
 * @param remark what else is to be known of it, as a sentence.
 */
export function offerDownload(blob: Blob, name: string, remark?: string): void {
  downloadBlob(blob, name);
  notify([`${name} is in your downloads.`, remark].filter(Boolean).join(' '));
}

/** Hands a file to the browser's downloads. */
export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** File System Access, which not every browser has. */
interface WindowWithPickers extends Window {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly FileType[];
  }) => Promise<FileSystemFileHandle>;
  readonly showOpenFilePicker?: (options: {
    readonly types: readonly FileType[];
  }) => Promise<readonly FileSystemFileHandle[]>;
}

interface FileType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

/** The person closed the dialog of the system. */
export const cancelled = Symbol('cancelled');

const graphs: readonly FileType[] = [
  { description: 'Dreamgraph', accept: { 'application/json': ['.json'] } },
];
const graphsAndPictures: readonly FileType[] = [
  {
    description: 'Graphs, and pictures and clips that contain one',
    accept: {
      'application/json': ['.json'],
      'image/png': ['.png'],
      'image/gif': ['.gif'],
      'image/webp': ['.webp'],
      'video/mp4': ['.mp4'],
      'video/webm': ['.webm'],
    },
  },
];

/** The file a document was saved to or opened from in this page, by the document's id. */
const files = new Map<string, FileSystemFileHandle>();

export const fileOfDocument = {
  get: (id: string): FileSystemFileHandle | undefined => files.get(id),
  set: (id: string, file: FileSystemFileHandle): void => void files.set(id, file),
};

/** Asks where to save; undefined where the browser has no such dialog. */
export function chooseWhereToSave(suggestedName: string) {
  const { showSaveFilePicker } = window as WindowWithPickers;
  return settled(showSaveFilePicker?.({ suggestedName, types: graphs }));
}

/** Asks what to open; undefined where the browser has no such dialog. */
export async function chooseFileToOpen() {
  const { showOpenFilePicker } = window as WindowWithPickers;
  const chosen = await settled(showOpenFilePicker?.({ types: graphsAndPictures }));
  return chosen === cancelled ? cancelled : chosen?.[0];
}

export async function writeFile(file: FileSystemFileHandle, content: Blob): Promise<void> {
  const stream = await file.createWritable();
  await stream.write(content);
  await stream.close();
}

/** A dialog that the browser refuses, as in a frame, counts as none. */
async function settled<T>(
  dialog: Promise<T> | undefined,
): Promise<T | typeof cancelled | undefined> {
  try {
    return await dialog;
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? cancelled : undefined;
  }
}
