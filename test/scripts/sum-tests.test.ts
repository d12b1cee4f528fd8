import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'dreamgraph-sum-'));
  mkdirSync(join(project, 'out'));
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
});
afterEach(() => rmSync(project, { recursive: true }));

const vitest = (passed: number, failed: number, success = failed === 0) =>
  JSON.stringify({ success, numPassedTests: passed, numFailedTests: failed });
const playwright = (expected: number, unexpected: number, errors: readonly string[] = []) =>
  JSON.stringify({ stats: { expected, unexpected, flaky: 0, skipped: 3 }, errors });

test.each([
  ['adds both reports up', vitest(40, 0), playwright(2, 0), 0, '42 passed, 0 failed', 0],
  ['counts failures of both', vitest(40, 1), playwright(2, 3), 1, '42 passed, 4 failed', 1],
  [
    'sees a file that cannot load',
    vitest(40, 0, false),
    playwright(2, 0),
    1,
    '42 passed, 1 failed',
    1,
  ],
  ['sees no server', vitest(40, 0), playwright(0, 0, ['!']), 1, '40 passed, 1 failed', 1],
  ['misses a report', vitest(40, 0), null, 1, '40 passed, 1 failed', 1],
  ['believes the exit status', vitest(40, 0), playwright(2, 0), 1, '42 passed, 1 failed', 1],
])('the sum %s', (_, unit, e2e, exitOfTests, line, exit) => {
  writeFileSync(join(project, 'out/vitest.json'), unit);
  if (e2e !== null) writeFileSync(join(project, 'out/playwright.json'), e2e);
  const program = ['--import', 'tsx', resolve('scripts/sum-tests.ts'), String(exitOfTests)];
  const { stdout, status } = spawnSync(process.execPath, program, {
    cwd: project,
    encoding: 'utf8',
  });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(line);
  expect(status).toBe(exit);
});
