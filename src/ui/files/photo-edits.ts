import { problemText } from '../../common/result.ts';
import type { Command } from '../../graph/commands/command.ts';
import type { Position } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { count } from '../../graph/document/names.ts';
import { idleList } from '../../graph/file/inspect.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { filesOfNode, idleLists } from '../../graph/photos/at-photo.ts';
import { catalog } from '../../nodes/catalog.ts';
import { referenceKey } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { perform, setParam } from '../document/edits.ts';
import { notify } from '../session/session-store.ts';

/** The pictures that a node takes turns with; undefined: it has one. They are the graph's, in every variant. */
export function useFilesOfNode(node: string): readonly FileReference[] | undefined {
  return useDocument(({ document }) => filesOfNode(document, catalog, node));
}

/** Gives a Load Image node these pictures, as one step of history: several that take turns, or one. */
export function setPhotos(node: string, files: readonly FileReference[]): void {
  const { document } = useDocument.getState();
  const list: Command =
    files.length > 1
      ? { type: 'set-param', node, param: 'files', value: files as unknown as Json }
      : { type: 'reset-param', node, param: 'files' };
  const [first] = files;
  // What reads one file only, such as an earlier version of the app, reads the first.
  const file: Command[] = first
    ? [{ type: 'set-param', node, param: 'file', value: first as Json }]
    : [];
  const had = filesOfNode(document, catalog, node) !== undefined;
  const commands = files.length > 1 || had ? [list, ...file] : file;
  perform({ type: 'batch', label: `Choose ${count(files.length, 'picture')}`, commands });
  tellIdleList(node);
}

/** The photos of another node take turns already. */
function tellIdleList(node: string): void {
  const { document } = useDocument.getState();
  if (!idleLists(document, catalog).includes(node)) return;
  notify(problemText(idleList(document, catalog, node)), 'alert');
}

/** One picture in place of what there was; of a node without a list in the variant that is shown. */
export function replacePhoto(node: string, file: FileReference): void {
  const { document } = useDocument.getState();
  if (filesOfNode(document, catalog, node)) setPhotos(node, [file]);
  else setParam(node, 'file', file as Json, true);
}

/** Adds pictures to those that take turns, each once. @returns how many were new. */
export function addPhotos(node: string, files: readonly FileReference[]): number {
  const before = filesOfNode(useDocument.getState().document, catalog, node) ?? [];
  const all = eachOnce([...before, ...files]);
  if (all.length > before.length) setPhotos(node, all);
  return all.length - before.length;
}

export function removePhoto(node: string, file: FileReference): void {
  const before = filesOfNode(useDocument.getState().document, catalog, node) ?? [];
  const key = referenceKey(file);
  setPhotos(
    node,
    before.filter((each) => referenceKey(each) !== key),
  );
}

/** A Load Image node with pictures that take turns. @returns its id. */
export function addPhotoNode(files: readonly FileReference[], position: Position) {
  const [file, second] = eachOnce(files);
  if (!file) return [];
  const params = { file, ...(second && { files: eachOnce(files) }) } as Record<string, Json>;
  const made = perform({ type: 'add-nodes', nodes: [{ type: 'load-image', position, params }] });
  for (const id of made) tellIdleList(id);
  return made;
}

function eachOnce(files: readonly FileReference[]): readonly FileReference[] {
  return [...new Map(files.map((file) => [referenceKey(file), file])).values()];
}
