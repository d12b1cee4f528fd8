import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { photosOf } from '../../graph/photos/at-photo.ts';
import { readValue } from '../../nodes/_params/read-value.ts';
import { catalog } from '../../nodes/catalog.ts';
import { loadImage } from '../../nodes/load-image/definition.ts';
import { fileName, isPattern, nameOfReference, patternOf } from '../../runtime/node.ts';
import { reasonOf } from '../files/system-error.ts';
import { type Options, usage } from '../options/options.ts';
import { graphName } from '../output/output-paths.ts';
import { type NamePattern, readPattern } from './name-pattern.ts';

/** A photo to dream on. */
export interface Photo {
  /** `-`: the standard input; null: none, the graph has its own pictures. */
  readonly path: string | null;
  /** Where it lies below the folder that was named; '' where it was named itself. */
  readonly folder: string;
  /** Of a photo that the graph names. */
  readonly reference?: FileReference;
  /** Its place among several that the graph names. */
  readonly at?: number;
}

/** Photos to dream on, and where their pictures go. */
export interface FoundPhotos {
  readonly photos: readonly Photo[];
  readonly pattern: NamePattern;
}

/**
 * Which photos there are, if there may be several: those that the command line names, or a folder of
 * them; else those of the graph; and one, where a folder or a pattern for the pictures, or a part of
 * them, is named. Null: one run, to the file that `-o` says.
 * @param document as it will be run.
 * Problems: `usage`, `picture-extension`.
 */
export async function readPhotos(
  options: Options,
  document: Document,
): Promise<Result<FoundPhotos | null>> {
  const { photos, output } = options;
  const toFolder = output !== null && (/[/\\]$/.test(output) || (await isFolder(output)));
  const own = photos.length === 0 ? photosIn(document) : [];
  if (!(toFolder || own.length > 1 || (await namesSeveral(options, document)))) return ok(null);
  const pattern = readPattern(options, toFolder, usualName(options, document, own.length));
  if (!pattern.ok) return pattern;
  if (own.length > 1 || (own.length > 0 && isNamedByPattern(options, document))) {
    return ok({ photos: own, pattern: pattern.value });
  }
  const found = await findPhotos(photos, pattern.value.root);
  return found.ok ? ok({ photos: found.value, pattern: pattern.value }) : found;
}

async function namesSeveral(options: Options, document: Document): Promise<boolean> {
  const { photos, output, shard } = options;
  const [first] = photos;
  if (photos.length > 1 || shard !== null) return true;
  if (output === null ? isNamedByPattern(options, document) : isPattern(output)) return true;
  return first !== undefined && (await isFolder(first));
}

/** The name of a preset comes before that of its graph. */
function isNamedByPattern({ preset }: Options, document: Document): boolean {
  return preset === null && isPattern(graphName(document));
}

/** The name of a picture without `-o`. @param own how many photos the graph names. */
function usualName(options: Options, document: Document, own: number): string {
  const { photos, preset } = options;
  const name = graphName(document);
  if (isNamedByPattern(options, document)) return name;
  if (photos.length > 0) return `{photo}-${fileName(preset ?? 'dream')}`;
  return own > 1 ? patternOf(preset ?? name) : '{photo}';
}

/** Those that the graph names: several that take turns, or the one that it loads first. */
function photosIn(document: Document): readonly Photo[] {
  const several = photosOf(document, catalog);
  if (several) return several.files.map((reference, at) => ({ ...named(reference), at }));
  const loader = document.nodes.find(({ type }) => type === loadImage.type);
  const file = loader && readValue(loader.params, 'file', loadImage.params.file);
  return file && file.from !== 'nothing' ? [{ ...named(file), path: null }] : [];
}

function named(reference: FileReference): Photo {
  return { path: nameOfReference(reference), folder: '', reference };
}

/** By their names, for other files may lie between photos. What they are their content says. */
const isPhoto = /\.(png|jpe?g|jfif|webp|gif|avif|bmp|dib|tiff?|hei[cf])$/i;

/**
 * The photos that were named, and those in the folders that were named and in their subfolders, each
 * once: those of a folder in the order of their names, which is the same on every machine. Hidden
 * files and folders, and links to folders, are left out.
 * @param output the folder that the pictures go to: what lies there is not dreamed on again.
 * Problem: `usage`.
 */
async function findPhotos(
  named: readonly string[],
  output: string,
): Promise<Result<readonly Photo[]>> {
  if (named.length === 0) return ok([{ path: null, folder: '' }]);
  const outputAt = await realpath(output).catch(() => null);
  const found = new Map<string, Photo>();
  for (const path of named) {
    if (!(await isFolder(path))) {
      const at = path === '-' ? '-' : await realpath(path).catch(() => path);
      if (!found.has(at)) found.set(at, { path, folder: '' });
      continue;
    }
    if ((await realpath(path)) === outputAt) return usage(sameFolder(path), 'Write -o dreams/.');
    try {
      for await (const photo of photosBelow(path, '', outputAt)) {
        const at = await realpath(photo.path);
        if (!found.has(at)) found.set(at, photo);
      }
    } catch (error) {
      return usage(`The folder ${path} cannot be read: ${reasonOf(error)}.`, 'Name another one.');
    }
  }
  if (found.size > 0) return ok([...found.values()]);
  return usage(`There is no photo in ${named.join(' and ')}.`, 'Name photos, or a folder of them.');
}

function sameFolder(path: string): string {
  return `${path} is also the folder that the pictures go to, so the next run would dream on them.`;
}

async function isFolder(path: string): Promise<boolean> {
  const info = path === '-' ? null : await stat(path).catch(() => null);
  return info?.isDirectory() === true;
}

async function* photosBelow(
  root: string,
  folder: string,
  output: string | null,
): AsyncGenerator<Photo & { readonly path: string }> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  // By code points: the order of a language differs from machine to machine.
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(root, folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) {
      if ((await realpath(path)) === output) continue;
      yield* photosBelow(root, join(folder, entry.name), output);
    } else if (isPhoto.test(entry.name) && (entry.isFile() || (await leadsToFile(path)))) {
      yield { path, folder };
    }
  }
}

async function leadsToFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}
