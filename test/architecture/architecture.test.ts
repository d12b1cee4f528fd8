import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const permitted = [
  ['src/graph/a.ts', 'src/common/value.ts'],
  ['src/engine/a.ts', 'src/common/value.ts'],
  ['src/engine/b.ts', '@tensorflow/tfjs-core'],
  ['src/nodes/sum/run.ts', 'src/engine/index.ts'],
  ['src/runtime/a.ts', 'src/nodes/value.ts'],
  ['src/ui/a.tsx', 'src/runtime/value.ts'],
  ['src/ui/b.tsx', 'src/nodes/sum/definition.ts'],
  ['src/ui/c.tsx', 'react'],
  ['src/cli/a.ts', 'src/engine/index.ts'],
  ['src/runtime/worker/a.ts', 'src/engine/value.ts'],
  ['src/ui/param/a.tsx', 'src/ui/kit/value.ts'],
  ['src/ui/param/group/a.tsx', 'src/ui/param/value.ts'],
] as const;

const forbidden = [
  ['src/common/a.ts', 'src/engine/value.ts', 'common-imports-only-itself'],
  ['src/graph/b.ts', 'src/nodes/value.ts', 'graph-imports-only-common'],
  ['src/engine/c.ts', 'src/graph/value.ts', 'engine-imports-only-common'],
  ['src/nodes/mean/run.ts', 'src/runtime/value.ts', 'nodes-imports-only-common-graph-engine'],
  ['src/nodes/mean/definition.ts', 'src/engine/value.ts', 'definitions-are-pure'],
  ['src/runtime/b.ts', 'src/ui/value.ts', 'runtime-imports-only-common-graph-engine-nodes'],
  ['src/runtime/c.ts', '@tensorflow/tfjs-core', 'tensorflow-only-in-engine'],
  ['src/ui/d.tsx', 'src/engine/value.ts', 'ui-imports-only-common-graph-nodes-runtime'],
  ['src/ui/e.tsx', 'src/nodes/sum/run.ts', 'ui-never-runs-nodes'],
  ['src/cli/b.ts', 'src/ui/value.ts', 'cli-imports-only-common-graph-engine-nodes-runtime'],
  ['src/cli/c.ts', 'react', 'react-only-in-ui'],
  ['src/cli/d.ts', 'src/engine/value.ts', 'engine-through-its-doors'],
  ['src/engine/d.ts', 'src/engine/nowhere.ts', 'no-unresolved'],
  ['src/graph/round.ts', 'src/graph/about.ts', 'no-cycles'],
  ['src/ui/kit/a.ts', 'src/ui/param/value.ts', 'kit-imports-no-higher-layer'],
  ['src/ui/param/b.ts', 'src/ui/canvas/value.ts', 'param-imports-no-higher-layer'],
  ['src/ui/param/c.ts', 'src/ui/root.ts', 'param-imports-no-higher-layer'],
  ['src/ui/unlisted/a.ts', 'src/ui/kit/value.ts', 'every-folder-is-a-layer'],
  ['src/ui/canvas/a.ts', 'src/ui/unlisted/value.ts', 'every-folder-is-a-layer'],
] as const;

/** A project under the real rules, with permitted and forbidden imports planted in it. */
const project = mkdtempSync(join(tmpdir(), 'dreamgraph-architecture-'));
let cruise: Cruise;

interface Cruise {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly rules?: readonly { readonly name: string }[] }[];
  }[];
}

beforeAll(() => {
  const rules = [
    '.dependency-cruiser.cjs',
    'docs/architecture.md',
    'tsconfig.json',
    'package.json',
  ];
  for (const file of rules) cpSync(file, join(project, file));
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  for (const module of ['common', 'graph', 'engine', 'nodes', 'runtime', 'ui']) {
    build(`src/${module}/value.ts`, 'export const value = 1;');
  }
  for (const layer of ['kit', 'param', 'canvas', 'unlisted']) {
    build(`src/ui/${layer}/value.ts`, 'export const value = 1;');
  }
  build('src/ui/root.ts', 'export const value = 1;');
  build('src/engine/index.ts', 'export const value = 1;');
  build('src/nodes/sum/definition.ts', 'export const value = 1;');
  for (const [from, to] of [...permitted, ...forbidden]) build(from, importing(from, to));
  build('src/graph/about.ts', importing('src/graph/about.ts', 'src/graph/round.ts'));
  cruise = JSON.parse(cruiseProject('src', '--output-type', 'json').stdout);
});
afterAll(() => rmSync(project, { recursive: true }));

function build(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function importing(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `export { value } from '${to.startsWith('src/') ? up + to : to}';`;
}

function cruiseProject(...options: string[]) {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const run = { cwd: project, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  return spawnSync(process.execPath, [program, ...options], run);
}

/** Runs the check of folder cycles on a part of the project. */
function checkFolders(root: string) {
  const script = resolve('scripts/check-folders.ts');
  return spawnSync(process.execPath, ['--import', 'tsx', script, join(project, root)], {
    encoding: 'utf8',
  });
}

/** The rules that a file's imports break; the file must have been read with one import. */
function brokenBy(path: string): readonly string[] {
  const dependencies = cruise.modules.find(({ source }) => source === path)?.dependencies;
  expect(dependencies, `${path} was read`).toHaveLength(1);
  return dependencies?.[0]?.rules?.map(({ name }) => name) ?? [];
}

test.each(permitted)('%s may import %s', (from) => {
  expect(brokenBy(from)).toEqual([]);
});

test.each(forbidden)('%s may not import %s: %s', (from, _, rule) => {
  expect(brokenBy(from)).toContain(rule);
});

test('a forbidden import fails the check', () => {
  expect(cruiseProject('src/cli/c.ts').status).toBe(1);
  expect(cruiseProject('src/cli/a.ts').status).toBe(0);
});

test('folders that import each other fail the check, though their files form no cycle', () => {
  for (const folder of ['a', 'b', 'parent', 'parent/child']) {
    build(`src/tree/${folder}/value.ts`, 'export const value = 1;');
  }
  const plant = (from: string, to: string) =>
    build(`src/tree/${from}`, importing(`src/tree/${from}`, `src/tree/${to}/value.ts`));
  plant('a/one.ts', 'b');
  plant('parent/child/one.ts', 'parent');
  expect(checkFolders('src/tree').status).toBe(0);
  plant('b/two.ts', 'a');
  plant('parent/two.ts', 'parent/child');
  const { status, stdout } = checkFolders('src/tree');
  expect(status).toBe(1);
  expect(stdout).toMatch(/a\/one.ts imports \S*b\/value.ts\s+\S*b\/two.ts imports \S*a\/value.ts/);
  expect(stdout).toMatch(/parent\/two.ts imports \S*parent\/child\/value.ts/);
});

test('the layers of the page in docs/architecture.md are the folders of src/ui', () => {
  const [, list = ''] = readFileSync('docs/architecture.md', 'utf8').split(/<!-- \/?layers -->/);
  const layers = [...list.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, folder = '']) => folder);
  const entries = readdirSync('src/ui', { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(layers.toSorted()).toEqual(folders.toSorted());
});
