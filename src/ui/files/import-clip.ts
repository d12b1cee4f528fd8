import { Zip, ZipPassThrough } from 'fflate';
import { problemText } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { type ClipInfo, inOrder, openClip } from '../../runtime/browser.ts';
import { notify } from '../session/session-store.ts';
import { storeFile } from '../storage/stored-files.ts';

/**
 * Stores a clip in the browser if its first frame can be decoded, and says so if not. Several pictures
 * become one clip, in the order of their numbers.
 */
export async function importClip(
  files: readonly File[],
  signal: AbortSignal,
): Promise<FileReference | undefined> {
  const clip = await oneFile(files);
  if (!clip) {
    notify('Of several files, only numbered pictures make a clip.', 'alert');
    return undefined;
  }
  const { file, name } = clip;
  const opened = await openClip(file, name);
  if (!opened.ok) return void notify(problemText(opened.problem), 'alert');
  const close = () => opened.value.close();
  signal.addEventListener('abort', close, { once: true });
  const first = await opened.value.frame(0);
  if (first.ok) first.value.close();
  close();
  if (signal.aborted) return undefined;
  if (!first.ok) return void notify(problemText(first.problem), 'alert');
  notify(`${name} has ${inWords(opened.value.info)}.`);
  return storeFile(file, name, 'clip');
}

/** How sentences call files that are one clip. */
export function titleOfFiles(files: readonly File[]): string {
  const [first] = files;
  return files.length === 1 && first ? first.name : `${files.length} pictures`;
}

/** "120 frames, 24 a second" */
function inWords({ frames, fps }: ClipInfo): string {
  const rate = Number(fps.toFixed(2));
  return frames === 1 ? '1 frame' : `${frames} frames, ${rate} a second`;
}

/** One file as it is; several pictures in an archive that the browser keeps as one. */
async function oneFile(
  files: readonly File[],
): Promise<{ readonly file: Blob; readonly name: string } | undefined> {
  const [only] = files.length === 1 ? files : [];
  if (only) return { file: only, name: only.name };
  const pictures = inOrder(files);
  const [first, last] = [pictures[0], pictures.at(-1)];
  if (!first || !last || pictures.length < files.length) return undefined;
  const name = `${first.name} to ${last.name}`;
  return { file: await zipOf(pictures), name };
}

async function zipOf(pictures: readonly File[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    parts.push(data as Uint8Array<ArrayBuffer>);
  });
  for (const picture of pictures) {
    // They are packed already.
    const entry = new ZipPassThrough(picture.name);
    // The same pictures make the same archive, whenever that is.
    entry.mtime = new Date(1980, 0, 1);
    zip.add(entry);
    entry.push(new Uint8Array(await picture.arrayBuffer()), true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
