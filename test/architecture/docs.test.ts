import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { checkRunPath, readRunPath } from '../../scripts/structure/run-path.ts';
import { filesUnder } from '../../scripts/structure/source-files.ts';

const pages = ['README.md', ...filesUnder('docs').filter((file) => file.endsWith('.md'))];
/** Folders and files of the repository in backticks. Braces, stars and <names> stand for several. */
const path = /`((?:src|test|scripts|models|hosting|bench|docs|presets)\/[^`\s{*<…]*)`/g;

test.each(pages)('%s names only files that exist', (page) => {
  const named = [...readFileSync(page, 'utf8').matchAll(path)].map(([, name = '']) => name);
  // docs/adding-*.md also name the files that the reader writes.
  const written = /posterise|importers\/onnx|params\/angle/;
  expect(named.filter((name) => !existsSync(name) && !written.test(name))).toEqual([]);
});

test('the path of a run names every file on the way', () => {
  const steps = readRunPath('docs/architecture.md');
  expect(steps.length).toBeGreaterThan(0);
  expect(checkRunPath(steps)).toEqual([]);
});

test('every decision has the same head', () => {
  const decisions = pages.filter((page) => page.startsWith('docs/decisions/'));
  expect(decisions).not.toEqual([]);
  for (const page of decisions) {
    const number = basename(page).slice(0, 3);
    expect(readFileSync(page, 'utf8'), page).toMatch(
      new RegExp(`^# ${number}: .+\\n\\nDate: \\d{4}-\\d\\d-\\d\\d\\. Status: (accepted|replaced)`),
    );
  }
});
