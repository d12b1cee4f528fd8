import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { preProcessFile } from 'typescript';

/** Paths of all files under a folder, with the folder's own path in front. */
export function filesUnder(root: string): readonly string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

export function isSource(path: string): boolean {
  return /\.tsx?$/.test(path);
}

/** The files that a file imports, and those that it starts as workers, by path; packages left out. */
export function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const imported = preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
  const workers = [...text.matchAll(/new URL\(\s*'(\.[^']+)'/g)].map(([, path = '']) => path);
  return [...imported, ...workers]
    .filter((path) => path.startsWith('.'))
    .map((path) => normalize(join(dirname(file), path)));
}
