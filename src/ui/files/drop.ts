import type { Position } from '../../graph/document/document.ts';
import { nodeById, perform } from '../document/edits.ts';
import { isGraphFile } from '../kit/files.ts';
import { cancellable } from '../session/cancellable.ts';
import { notify, openDialog, select } from '../session/session-store.ts';
import { importPicture } from './import-picture.ts';
import { openGraphFile } from './open-graph.ts';
import { graphInPicture } from './png-graph.ts';

/** The files that were dropped from the desktop. A folder, which has nothing to read, is told of. */
export function droppedFiles({ items, files }: DataTransfer): readonly File[] {
  // In the order of `files`.
  const entries = [...items].flatMap((item) =>
    item.kind === 'file' ? item.webkitGetAsEntry() : [],
  );
  const folder = entries.find((entry) => entry?.isDirectory);
  if (folder) notify(`${folder.name} is a folder. Open it, and drop the pictures in it.`, 'alert');
  return [...files].filter((_, at) => !entries[at]?.isDirectory);
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

async function replacePicture(node: string, file: File, signal: AbortSignal): Promise<void> {
  const value = await importPicture(file, signal);
  if (value) perform({ type: 'set-param', node, param: 'file', value });
}

/** Adds a Load Image node with a file, whatever else is in it. */
export function dropAsPicture(file: File, at: Position): Promise<void> {
  return cancellable(`Opening ${file.name}`, (signal) => addPicture(file, at, signal));
}

async function addPicture(file: File, at: Position, signal: AbortSignal): Promise<void> {
  const reference = await importPicture(file, signal);
  if (!reference) return;
  const position = { x: Math.round(at.x), y: Math.round(at.y) };
  const added = perform({
    type: 'add-nodes',
    nodes: [{ type: 'load-image', position, params: { file: reference } }],
  });
  // The inspector follows once the node is painted: together they would block the page for longer.
  requestAnimationFrame(() => setTimeout(() => select(added)));
}
