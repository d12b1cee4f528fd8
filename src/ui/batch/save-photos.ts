import { create } from 'zustand';
import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { type SaveSettings, saveSettings } from '../../nodes/save-image/settings.ts';
import { referenceKey } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { nodeById } from '../document/edits.ts';
import { downloadBlob } from '../files/file-access.ts';
import { pngWithGraph } from '../files/png-graph.ts';
import { encodePicture } from '../history/encode.ts';
import { readPicture } from '../history/history-storage.ts';
import { fileNameOf } from '../kit/files.ts';
import { chooseFolder, type Folder, write } from '../mirror/folder.ts';
import { savedResults } from '../results/saved-results.ts';
import { useRun } from '../run/run-store.ts';
import { endedRuns } from '../run/runner.ts';
import { cancellable } from '../session/cancellable.ts';
import { notify } from '../session/session-store.ts';
import { zipFiles } from '../sheet/zip-pictures.ts';
import { photoState, photoTitle, useBatch } from './batch-store.ts';
import { type FileNames, fileNames } from './file-names.ts';

/** A folder that gets the pictures of the run under way as they are made. */
interface Following {
  readonly node: string;
  readonly folder: string;
  readonly written: number;
}

export const useFollowing = create<{ readonly following: Following | undefined }>(() => ({
  following: undefined,
}));

/** A picture that is there. */
interface DonePicture {
  readonly file: FileReference;
  readonly key: string;
}

/** The pictures of a node that are there, in the order of the photos. */
function donePictures(node: string): readonly DonePicture[] {
  const state = useBatch.getState();
  return state.files.flatMap((file) => {
    const { nodes = [], keys = [] } = state.planned.get(referenceKey(file)) ?? {};
    const key = keys[nodes.indexOf(node)];
    return key !== undefined && photoState(state, file).is === 'done' ? [{ file, key }] : [];
  });
}

/** Downloads all pictures that are there, in one file. */
export async function savePhotosAsZip(node: string): Promise<void> {
  const names = fileNames(node);
  if (!names.ok) return notify(problemText(names.problem), 'alert');
  const pictures = donePictures(node);
  const read = async (picture: DonePicture) => {
    const blob = await fileOf(node, picture);
    if (!blob.ok) throw new Error(problemText(blob.problem));
    return blob.value;
  };
  const name = `${fileNameOf(useDocument.getState().document.name)}.zip`;
  try {
    const files = pictures.map((picture) => ({
      path: names.value.pathOf(picture.file),
      read: () => read(picture),
    }));
    downloadBlob(await cancellable(`Packing ${name}`, () => zipFiles(files)), name);
    notify(`${name}, with ${count(files.length, 'picture')}, is in your downloads.`);
  } catch (error) {
    notify(`${name} was not written: ${messageOf(error)}`, 'alert');
  }
}

/**
 * Writes all pictures that are there into a folder that the person chooses, and during a run those that
 * follow. What is there already stays: another file of the same name gives the new one a number.
 */
export async function savePhotosToFolder(node: string): Promise<void> {
  const names = fileNames(node);
  if (!names.ok) return notify(problemText(names.problem), 'alert');
  const folder = await chooseFolder();
  if (!folder) return;
  const written = new Map<string, Wrote>();
  let work = Promise.resolve();
  let problem: Problem | undefined;
  const catchUp = () => {
    work = work.then(async () => {
      problem ??= await writeMissing(node, names.value, folder, written);
      const { following } = useFollowing.getState();
      if (following) {
        useFollowing.setState({ following: { ...following, written: written.size } });
      }
    });
  };
  const running = useRun.getState().current?.photos !== undefined;
  const following = { node, folder: folder.name, written: 0 };
  catchUp();
  if (running) {
    useFollowing.setState({ following });
    const stop = useBatch.subscribe((state, before) => {
      if (state.kept !== before.kept) catchUp();
    });
    await nextEnd();
    stop();
    catchUp();
  }
  await work;
  useFollowing.setState({ following: undefined });
  notify(endText(folder.name, written, problem), problem ? 'alert' : 'status');
}

/** How the files of a picture came about. */
type Wrote = 'new' | 'renamed' | 'there already';

function endText(
  folder: string,
  written: ReadonlyMap<string, Wrote>,
  problem: Problem | undefined,
): string {
  const of = (wrote: Wrote) => [...written.values()].filter((each) => each === wrote).length;
  const [fresh, renamed, there] = [of('new') + of('renamed'), of('renamed'), of('there already')];
  const parts = [
    `${count(fresh, 'picture')} saved in the folder ${folder}`,
    ...(renamed > 0
      ? [`${renamed} under a further number, since other files have their names`]
      : []),
    ...(there > 0 ? [`${there} there already`] : []),
  ];
  return `${parts.join('; ')}.${problem ? ` ${problemText(problem)}` : ''}`;
}

function nextEnd(): Promise<void> {
  return new Promise((resolve) => {
    const stop = endedRuns.subscribe(({ request }) => {
      if (!request.photos) return;
      stop();
      resolve();
    });
  });
}

/** @returns why not all could be written. */
async function writeMissing(
  node: string,
  names: FileNames,
  folder: Folder,
  written: Map<string, Wrote>,
): Promise<Problem | undefined> {
  for (const picture of donePictures(node)) {
    if (written.has(picture.key)) continue;
    const blob = await fileOf(node, picture);
    if (!blob.ok) return blob.problem;
    try {
      written.set(picture.key, await place(picture.file, blob.value, names, folder));
    } catch (error) {
      return {
        code: 'not-written',
        message: `Nothing more is written to the folder ${folder.name}: ${messageOf(error)}`,
        remedy: 'Choose it again: what is there already stays.',
      };
    }
  }
  return undefined;
}

function messageOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'NotFoundError') {
    return 'it was moved or deleted.';
  }
  return error instanceof Error ? error.message : String(error);
}

/** Under its own name, or the next one that is free. A file with the same content is left as it is. */
async function place(
  photo: FileReference,
  blob: Blob,
  names: FileNames,
  folder: Folder,
): Promise<Wrote> {
  const own = names.pathOf(photo);
  for (let number = 1; ; number++) {
    const path = number === 1 ? own : names.furtherPath(photo, number);
    if (path === undefined) continue;
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let within: FileSystemDirectoryHandle = folder;
    for (const part of parts) within = await within.getDirectoryHandle(part, { create: true });
    const there = await existing(within, name);
    if (there && (await isSame(there, blob))) return 'there already';
    if (there) continue;
    await write(within, name, blob);
    return number === 1 ? 'new' : 'renamed';
  }
}

async function existing(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<Blob | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}

async function isSame(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false;
  const [x, y] = [new Uint8Array(await a.arrayBuffer()), new Uint8Array(await b.arrayBuffer())];
  return x.every((byte, at) => byte === y[at]);
}

/** The file that Save Image makes of a picture. */
async function fileOf(node: string, { file, key }: DonePicture): Promise<Result<Blob>> {
  const settings = saveSettings(nodeById(node)?.params ?? {});
  const png = await pngOf(key, settings);
  if (!png.ok || settings.format === 'png') return png;
  const bitmap = await createImageBitmap(png.value);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const type = `image/${settings.format}`;
  const blob = await canvas.convertToBlob({ type, quality: settings.quality / 100 });
  if (blob.type === type) return ok(blob);
  const message = `This browser cannot write ${settings.format} files, so ${photoTitle(file)} was not saved.`;
  return fail({ code: 'format', message, remedy: 'Choose another format in Save Image.' });
}

async function pngOf(key: string, { metadata, format }: SaveSettings): Promise<Result<Blob>> {
  const withGraph = metadata && format === 'png';
  const entry = useBatch.getState().kept.get(key);
  if (entry) {
    const read = await readPicture(entry.id);
    if (!read.ok) return read;
    const { picture, document } = read.value;
    return ok(withGraph ? await pngWithGraph(picture, document, entry.profile) : picture);
  }
  const saved = savedResults.get(key);
  if (saved?.picture && !(saved.picture.pixels instanceof ImageBitmap)) {
    const { picture } = await encodePicture(saved.picture.pixels);
    const graph = serialiseDocument(saved.graph, { compact: true });
    return ok(withGraph ? await pngWithGraph(picture, graph, saved.profile) : picture);
  }
  const message = 'A picture is no longer there.';
  return fail({ code: 'not-kept', message, remedy: 'Run the photos again.' });
}
