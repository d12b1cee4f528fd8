import { dirname } from 'node:path/posix';
import { argv, exit } from 'node:process';
import { filesUnder, importsOf, isSource } from './structure/source-files.ts';

/**
 * `check-folders.ts ROOT…` fails when folders under the roots form an import cycle. A folder and its
 * subfolders count as different folders, so a parent and its child may not import each other either.
 * dependency-cruiser finds cycles of files; its folder rules leave out parents and their children.
 */

/** A folder's imports of other folders; for each, one file that imports and the one imported. */
type Imports = Map<string, readonly [from: string, to: string]>;

/** Every folder under the roots with the folders it imports. */
function folderImports(roots: readonly string[]): ReadonlyMap<string, Imports> {
  const folders = new Map<string, Imports>();
  const files = roots.flatMap(filesUnder).filter(isSource);
  const known = new Set(files);
  for (const from of files) {
    const folder = dirname(from);
    const imports: Imports = folders.get(folder) ?? new Map();
    folders.set(folder, imports);
    for (const to of importsOf(from)) {
      if (known.has(to) && dirname(to) !== folder) imports.set(dirname(to), [from, to]);
    }
  }
  return folders;
}

/** @returns the folders that lead from `start` back to it, or undefined. */
function cycleFrom(start: string, folders: ReadonlyMap<string, Imports>): string[] | undefined {
  const paths: string[][] = [[start]];
  const visited = new Set<string>();
  for (const path of paths) {
    for (const next of folders.get(path.at(-1) ?? '')?.keys() ?? []) {
      if (next === start) return [...path, start];
      if (visited.has(next)) continue;
      visited.add(next);
      paths.push([...path, next]);
    }
  }
  return undefined;
}

const folders = folderImports(argv.slice(2));
const reported = new Set<string>();
for (const start of folders.keys()) {
  const cycle = reported.has(start) ? undefined : cycleFrom(start, folders);
  if (!cycle) continue;
  console.log('Import cycle between folders:');
  for (const [at, folder] of cycle.slice(0, -1).entries()) {
    reported.add(folder);
    const [from, to] = folders.get(folder)?.get(cycle[at + 1] ?? '') ?? [];
    console.log(`  ${from} imports ${to}`);
  }
}
if (reported.size > 0) exit(1);
console.log(`No import cycle between ${folders.size} folders.`);
