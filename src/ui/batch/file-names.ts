import { fail, ok, type Result } from '../../common/result.ts';
import { closest } from '../../graph/document/names.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { saveSettings } from '../../nodes/save-image/settings.ts';
import {
  fileName,
  fillPattern,
  numbered,
  numberTwins,
  patternOf,
  placeholders,
  referenceKey,
  unknownPlaceholder,
  wordsOfPhoto,
} from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { nodeById, shownVariant } from '../document/edits.ts';
import { useBatch } from './batch-store.ts';

const endings = { png: '.png', jpeg: '.jpg', webp: '.webp' } as const;

/** The names that the pictures of a Save Image node get, as the command line gives them. */
export interface FileNames {
  /** The path of a photo's picture, below the folder that is chosen. */
  pathOf(file: FileReference): string;
  /** The next one that is no other photo's, where something else is under that. @param number from 2 on. */
  furtherPath(file: FileReference, number: number): string | undefined;
}

/** Problem: `file-name`. */
export function fileNames(node: string): Result<FileNames> {
  const settings = saveSettings(nodeById(node)?.params ?? {});
  const pattern = patternOf(settings.name);
  const unknown = unknownPlaceholder(pattern);
  if (unknown !== undefined) {
    const message = `The name ${pattern}: there is no ${unknown}.${closest(unknown.slice(1, -1), placeholders)}`;
    const remedy = `There are ${placeholders.map((each) => `{${each}}`).join(', ')}.`;
    return fail({ code: 'file-name', message, remedy });
  }
  const { files } = useBatch.getState();
  const twins = numberTwins(files, (file) => fillPattern(pattern, wordsOfPhoto(file)));
  const variant = shownVariant()?.name ?? '';
  const marks = [
    ...(variant && !pattern.includes('{variant}') ? [fileName(variant)] : []),
    ...(isShared(node, settings.name) ? [fileName(node)] : []),
  ];
  const path = (file: FileReference, number: number) => {
    const { words } = useBatch.getState().planned.get(referenceKey(file)) ?? {};
    const { layer = '', seed = '' } = words ?? {};
    const all = { ...wordsOfPhoto(file), preset: 'dream', layer, seed, variant };
    const stem = numbered(fillPattern(pattern, all), number);
    return [stem, ...marks].join('-').split('/').map(plain).join('/') + endings[settings.format];
  };
  return ok({
    pathOf: (file) => path(file, twins.own(file)),
    furtherPath: (file, number) =>
      number === twins.own(file) || twins.isOthers(file, number) ? undefined : path(file, number),
  });
}

/** Whether another Save Image gives its pictures the same name. */
function isShared(node: string, name: string): boolean {
  return useDocument
    .getState()
    .shown.nodes.some(
      ({ id, type, params }) =>
        type === 'save-image' && id !== node && saveSettings(params).name === name,
    );
}

/** What every file system takes. */
function plain(part: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out
  return part.replace(/[\\:*?"<>|\u0000-\u001f]+/g, '-').replace(/^\.+/, '') || 'file';
}
