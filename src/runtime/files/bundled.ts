import checksums from '../../../models/checksums.json' with { type: 'json' };
import { retirementOf } from '../../../models/retired.ts';
import { nearest } from '../../common/nearest.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { sha256Text } from '../../common/sha256.ts';
import type { FileKind } from '../../graph/params/file.ts';

const sums: Readonly<Record<string, string>> = checksums;
/** No clip comes with the app. */
type BundledKind = Exclude<FileKind, 'clip'>;

const folders: Readonly<Record<BundledKind, string>> = { image: 'samples/', network: 'models/' };

/**
 * The paths inside assets/ that a bundled name stands for: one picture, or a network's files.
 * Problems: `retired-bundled`, `unknown-bundled`.
 */
export function bundledPaths(kind: BundledKind, name: string): Result<readonly string[]> {
  const folder = folders[kind];
  const paths = Object.keys(sums).filter((path) => nameOf(folder, path) === name);
  if (paths.length > 0) return ok(paths);
  const retirement = retirementOf(kind, name);
  if (retirement !== null) return fail({ code: 'retired-bundled', ...retirement });
  const known = new Set(Object.keys(sums).flatMap((path) => nameOf(folder, path) ?? []));
  const [closest] = nearest(name, known, 1);
  const hint =
    closest === undefined ? `They are ${[...known].join(', ')}.` : `Closest: ${closest}.`;
  const what = kind === 'image' ? 'sample picture' : 'embedded network';
  return fail({ code: 'unknown-bundled', message: `There is no ${what} "${name}". ${hint}` });
}

/** The content hash of a bundled picture or network, known without reading it. */
export function bundledHash(kind: BundledKind, name: string): Result<string> {
  const paths = bundledPaths(kind, name);
  if (!paths.ok) return paths;
  const [first = ''] = paths.value;
  if (kind === 'image') return ok(sums[first] ?? '');
  return ok(sha256Text(paths.value.map((path) => sums[path]).join()));
}

/** The name of the sample picture with this content hash. */
export function sampleWithHash(hash: string): string | undefined {
  const path = Object.keys(sums).find((each) => sums[each] === hash);
  return path === undefined ? undefined : nameOf(folders.image, path);
}

/** Sums of a bundled network's files by their names inside its folder; '' is its model.json. */
export function bundledChecksums(name: string): Readonly<Record<string, string>> {
  const prefix = `models/${name}/`;
  const own = Object.entries(sums).filter(([path]) => path.startsWith(prefix));
  const names = own.map(([path, sum]) => [path.slice(prefix.length), sum] as const);
  return Object.fromEntries(names.map(([name, sum]) => [name === 'model.json' ? '' : name, sum]));
}

/** `samples/mountains.jpg` -> mountains; `models/inception-v3/model.json` -> inception-v3. */
function nameOf(folder: string, path: string): string | undefined {
  return path.startsWith(folder) ? /^[^/.]+/.exec(path.slice(folder.length))?.[0] : undefined;
}
