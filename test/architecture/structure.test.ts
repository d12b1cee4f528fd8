import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureStructure } from '../../scripts/structure/measure.ts';
import { checkRunPath, readRunPath } from '../../scripts/structure/run-path.ts';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'dreamgraph-structure-'));
});
afterEach(() => rmSync(project, { recursive: true }));

function plant(path: string, ...lines: readonly string[]): string {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const comments = (count: number) => Array.from({ length: count }, () => '//');

/** A document whose path of a run is these lines. */
function pathOf(...lines: readonly string[]): string {
  const list = lines.map((line, index) => `${index + 1}. ${line}`);
  return plant('architecture.md', '## The path of a run', '', ...list, '', '## Next', '');
}

function measured(): Record<string, number> {
  const measures = measureStructure(join(project, 'src'), join(project, 'architecture.md'));
  return Object.fromEntries(measures.map(({ name, value }) => [name, value]));
}

test('counts small files, files with one importer, folders and functions', () => {
  plant('src/a.ts', "import './lone.ts';", "import './shared.ts';", ...comments(30));
  plant('src/b.ts', "import './shared.ts';", ...comments(30));
  plant('src/lone.ts', ...comments(24));
  plant('src/shared.ts', ...comments(20));
  plant('src/folder/a.css');
  plant('src/folder/b.tsx', ...comments(21));
  for (const name of ['c', 'd', 'e']) plant(`src/folder/${name}.tsx`, ...comments(30));
  pathOf('`a`: `one`', '`a`: `two`', '`b`: `three`');
  expect(measured()).toEqual({
    'files from a click on Run to the first gradient step': 2,
    'files of 20 lines or less': 1,
    'files of less than 25 lines with one importer': 1,
    'files in the largest folder': 5,
    'lines of the longest function': 0,
  });
});

test.each([
  ['a function', ['function f() {', ...comments(3), '}'], 5],
  ['a method', ['class C {', 'm() {', ...comments(3), '}', '}'], 5],
  ['an accessor', ['const o = {', 'get a() {', ...comments(3), 'return 1', '}', '};'], 6],
  [
    'an arrow function with what is nested in it',
    ['const f = () => {', 'const g = () => {', '};', '};'],
    4,
  ],
  ['no comment in front of it', ['/** Words. */', 'function f() {}'], 1],
])('the longest function may be %s', (_, lines, length) => {
  plant('src/a.ts', ...lines);
  pathOf();
  expect(measured()['lines of the longest function']).toBe(length);
});

test('a path of a run is right when each file is called by an earlier one or by a message', () => {
  const run = plant('src/run.ts', 'export const run = () => post(start);');
  const worker = plant('src/worker.ts', 'export function onMessage() { return api.step(); }');
  const step = plant(
    'src/step.ts',
    'export const api = {',
    '  async step() {},',
    '  climb() {},',
    '};',
  );
  const right = pathOf(
    `\`${run}\`: \`run\` sends a message`,
    `\`${worker}\`: \`onMessage\` (by message)`,
    `\`${step}\`: \`climb\` as \`step\``,
  );
  expect(readRunPath(right)).toHaveLength(3);
  expect(checkRunPath(readRunPath(right))).toEqual([]);
  const wrong = pathOf(
    `\`${run}\`: \`walk\``,
    `\`${worker}\`: \`onMessage\``,
    `\`${step}.gone\`: \`step\``,
  );
  expect(checkRunPath(readRunPath(wrong))).toEqual([
    `${run} does not define walk.`,
    `No file before ${worker} in the list mentions onMessage.`,
    `${step}.gone does not exist.`,
  ]);
});

test.each(measureStructure('src', 'docs/architecture.md'))(
  '$name: at most $limit',
  ({ value, limit, details }) => {
    expect(value, details.join('\n')).toBeLessThanOrEqual(limit);
  },
);
