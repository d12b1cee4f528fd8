import { readFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import ts from 'typescript';
import { readRunPath } from './run-path.ts';
import { filesUnder, importsOf, isSource } from './source-files.ts';

/** One count of the sources, the most it may be, and where it comes from. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** The files or functions that make it up, the worst first. */
  readonly details: readonly string[];
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

/** Every type of node has one, which is found by its name, however short it is. */
const isRunOfNode = /(^|\/)nodes\/[^/]+\/run\.ts$/;

/** A folder with every source of the app, and a document that lists the path of a run. */
export function measureStructure(root: string, architecture: string): readonly Measure[] {
  const files = filesUnder(root);
  const sources = files.filter(isSource).map(readSource);
  const small = sources.filter(({ lines }) => lines <= 20);
  const importers = countImporters(sources);
  const lone = sources.filter(
    ({ path, lines }) => lines < 25 && importers.get(path) === 1 && !isRunOfNode.test(path),
  );
  const folders = countFiles(files);
  const functions = sources.flatMap(functionsOf).sort((a, b) => b.lines - a.lines);
  const runPath = readRunPath(architecture).map(({ file }) => file);
  return [
    {
      name: 'files from a click on Run to the first gradient step',
      value: new Set(runPath).size,
      limit: 24,
      details: runPath,
    },
    { name: 'files of 20 lines or less', value: small.length, limit: 60, details: listed(small) },
    {
      name: 'files of less than 25 lines with one importer',
      value: lone.length,
      limit: 10,
      details: listed(lone),
    },
    {
      name: 'files in the largest folder',
      value: folders[0]?.[1] ?? 0,
      limit: 25,
      details: folders.slice(0, 5).map(([folder, count]) => `${folder} ${count}`),
    },
    {
      name: 'lines of the longest function',
      value: functions[0]?.lines ?? 0,
      limit: 60,
      details: functions
        .filter(({ lines }, index) => lines > 60 || index < 3)
        .map(({ name, path, lines }) => `${path} ${name} ${lines}`),
    },
  ];
}

function readSource(path: string): Source {
  const text = readFileSync(path, 'utf8');
  return { path, text, lines: text.replace(/\n$/, '').split('\n').length };
}

function listed(sources: readonly Source[]): readonly string[] {
  return sources.map(({ path, lines }) => `${path} ${lines}`);
}

/** How many of the sources import each file. */
function countImporters(sources: readonly Source[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of sources) {
    for (const file of new Set(importsOf(path))) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return counts;
}

/** Each folder with the files that lie in it directly, the largest first. */
function countFiles(files: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

interface FunctionSize {
  readonly path: string;
  readonly name: string;
  readonly lines: number;
}

/** Every function, method, accessor and arrow function, from its first line to its last. */
function functionsOf({ path, text }: Source): readonly FunctionSize[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const found: FunctionSize[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const lines = lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
      found.push({ path, name: nameOf(node), lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Its own name, or that of what it is assigned to. */
function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (node.parent as Partial<ts.NamedDeclaration>).name;
  return named?.getText() ?? '(anonymous)';
}
