import type { Position } from '../../graph/document/document.ts';
import { count } from '../../graph/document/names.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { filesOfNode } from '../../graph/photos/at-photo.ts';
import { catalog } from '../../nodes/catalog.ts';
import { areNumbered } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { nodeById, perform } from '../document/edits.ts';
import { type Dropped, isGraphFile, isVideoFile } from '../kit/files.ts';
import { cancellable } from '../session/cancellable.ts';
import { notify, openDialog, select } from '../session/session-store.ts';
import { importPicture } from './import-picture.ts';
import { openGraphFile } from './open-graph.ts';
import { addPhotoNode, addPhotos } from './photo-edits.ts';
import { graphInPicture } from './png-graph.ts';

/** Must be called while the event is handled. */
export function copyOf({ items, files }: DataTransfer): Dropped {
  const entries = [...items].flatMap((item) =>
    item.kind === 'file' ? item.webkitGetAsEntry() : [],
  );
  return { entries, files: [...files] };
}

/** The files that were dropped from the desktop. A folder, which has nothing to read, is told of. */
export function droppedFiles({ entries, files }: Dropped): readonly File[] {
  const folder = entries.find((entry) => entry?.isDirectory);
  if (folder) notify(`${folder.name} is a folder. Open it, and drop the pictures in it.`, 'alert');
  return files.filter((_, at) => !entries[at]?.isDirectory);
}

/**
 * What was dropped from the desktop, on the canvas or anywhere else on the page: a network or a folder
 * with one opens its dialog, all else goes onto the canvas.
 * @param at on the canvas; undefined: beside it, where only networks are taken.
 * @param onto the node under the pointer.
 */
export async function dropFiles(data: DataTransfer, at?: Position, onto?: string): Promise<void> {
  // Before anything is waited for, since the event's files are gone then.
  const dropped = copyOf(data);
  const isFolder = dropped.entries.some((entry) => entry?.isDirectory);
  const loader = onto !== undefined && nodeById(onto)?.type === 'load-network' ? onto : undefined;
  if (isFolder || loader !== undefined || dropped.files.some(mayBeNetwork)) {
    const { networkIn } = await import('./find-network.ts');
    const network = await networkIn(dropped, loader !== undefined);
    if (network) return openDialog({ kind: 'networks', node: loader, files: network });
  }
  if (!at) return void droppedFiles(dropped);
  const isPhotos = onto !== undefined && takesPhotos(dropped, onto);
  if (isFolder || isPhotos) return dropPhotos(dropped, onto, at);
  await dropOnCanvas(droppedFiles(dropped), at, onto);
}

/** Whether what was dropped on a node are photos that take turns, or one more of them. */
function takesPhotos({ files }: Dropped, node: string): boolean {
  if (nodeById(node)?.type !== 'load-image' || files.some(isGraphFile)) return false;
  const { document } = useDocument.getState();
  return files.length > 1 || filesOfNode(document, catalog, node) !== undefined;
}

/**
 * Photos, or a folder of them, that take turns: in the Load Image node they were dropped on, beside
 * those that take turns there already, or in a new one.
 */
export function dropPhotos(
  dropped: Dropped,
  onto: string | undefined,
  at: Position = { x: 0, y: 0 },
): Promise<void> {
  const node = onto !== undefined && nodeById(onto)?.type === 'load-image' ? onto : undefined;
  const what =
    dropped.files.length === 1 ? dropped.files[0]?.name : count(dropped.files.length, 'file');
  return cancellable(`Opening ${what}`, async (signal) => {
    const { importPhotos, photosIn } = await import('./import-photos.ts');
    const photos = await importPhotos(await photosIn(dropped), signal);
    if (photos.length === 0) return;
    if (node === undefined) return void selectLater(addPhotoNode(photos, rounded(at)));
    const added = addPhotos(node, photos);
    if (added === 0) notify('These pictures are there already.');
  });
}

/** By its name: what it is, its content says. */
function mayBeNetwork({ name }: File): boolean {
  return /\.(onnx|keras|h5|hdf5|json)$/i.test(name);
}

/**
 * Files that were dropped or pasted: graphs are opened, what else is a picture becomes a node.
 * @param onto the node under the pointer: a Load Image node takes the picture for its own.
 */
export function dropOnCanvas(files: readonly File[], at: Position, onto?: string): Promise<void> {
  const [first] = files;
  const what = files.length === 1 && first ? first.name || 'the picture' : `${files.length} files`;
  return cancellable(`Opening ${what}`, (signal) => take(files, at, onto, signal));
}

async function take(
  files: readonly File[],
  at: Position,
  onto: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const graph = files.find(isGraphFile);
  if (graph) {
    await openGraphFile(graph);
    return;
  }
  if (isClip(files) || (onto !== undefined && nodeById(onto)?.type === 'load-clip')) {
    return takeClip(files, at, onto, signal);
  }
  const [only] = files.length === 1 ? files : [];
  if (only && onto !== undefined && nodeById(onto)?.type === 'load-image') {
    return replacePicture(onto, only, signal);
  }
  const inside = only && (await graphInPicture(only, signal));
  if (only && inside?.ok) {
    return openDialog({ kind: 'dropped', file: only, graph: inside.value, at });
  }
  let offset = 0;
  for (const file of files) {
    await addPicture(file, { x: at.x + offset, y: at.y + offset }, signal);
    offset += 40;
  }
}

/** As many numbered pictures as nobody drops to have a node for each. */
const fewestFrames = 8;

function isClip(files: readonly File[]): boolean {
  const [only] = files.length === 1 ? files : [];
  if (only) return isVideoFile(only);
  return files.length >= fewestFrames && areNumbered(files.map(({ name }) => name));
}

/** A film, or numbered pictures: into the Load Clip node under the pointer, or a new one. */
async function takeClip(
  files: readonly File[],
  at: Position,
  onto: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const [only] = files.length === 1 ? files : [];
  const isNode = onto !== undefined && nodeById(onto)?.type === 'load-clip';
  const inside = only && !isNode ? await graphInPicture(only, signal) : undefined;
  if (only && inside?.ok) {
    return openDialog({ kind: 'dropped', file: only, graph: inside.value, at });
  }
  const { importClip } = await import('./import-clip.ts');
  const value = await importClip(files, signal);
  if (!value) return;
  if (isNode) perform({ type: 'set-param', node: onto, param: 'file', value });
  else addLoader('load-clip', value, at);
}

async function replacePicture(node: string, file: File, signal: AbortSignal): Promise<void> {
  const value = await importPicture(file, signal);
  if (value) perform({ type: 'set-param', node, param: 'file', value });
}

/** Adds a node that loads a picture or a film, whatever else is in the file. */
export function dropAsPicture(file: File, at: Position): Promise<void> {
  return cancellable(`Opening ${file.name}`, async (signal) => {
    if (!isVideoFile(file)) return addPicture(file, at, signal);
    const { importClip } = await import('./import-clip.ts');
    const clip = await importClip([file], signal);
    if (clip) addLoader('load-clip', clip, at);
  });
}

async function addPicture(file: File, at: Position, signal: AbortSignal): Promise<void> {
  const reference = await importPicture(file, signal);
  if (reference) addLoader('load-image', reference, at);
}

function addLoader(type: 'load-image' | 'load-clip', file: FileReference, at: Position): void {
  const params = { file };
  selectLater(perform({ type: 'add-nodes', nodes: [{ type, position: rounded(at), params }] }));
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

function selectLater(added: readonly string[]): void {
  // The inspector follows once the node is painted: together they would block the page for longer.
  requestAnimationFrame(() => setTimeout(() => select(added)));
}
