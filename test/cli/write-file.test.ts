import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkWritable, writeAtomically } from '../../src/cli/files/write-file.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dreamgraph-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that can be written is found so, and nothing is left behind', async () => {
  expect(await checkWritable(at('new.txt'))).toEqual({ ok: true });
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['a missing folder', 'missing/new.txt', 'the folder does not exist'],
  ['a file used as a folder', 'file/new.txt', 'a part of the path is not a folder'],
  ['a folder', 'folder', 'it is a folder'],
])('%s is refused by the check and by the write, with the reason', async (_, name, reason) => {
  await writeFile(at('file'), '');
  await mkdir(at('folder'));
  const problem = {
    code: 'cannot-write',
    message: `${at(name)} cannot be written: ${reason}.`,
    remedy: 'Choose another path.',
  };
  expect(await checkWritable(at(name))).toEqual({ ok: false, problem });
  expect(await writeAtomically(at(name), 'text')).toEqual({ ok: false, problem });
  expect((await readdir(folder)).sort()).toEqual(['file', 'folder']);
});

test('a folder where no file can be made is refused, even to root', async () => {
  const result = await checkWritable('/proc/new.txt');
  expect(result).toMatchObject({ ok: false, problem: { code: 'cannot-write' } });
});

test('a full disk is named, and a device is never replaced by a file', async () => {
  const result = await writeAtomically('/dev/full', 'text');
  expect(result).toMatchObject({ ok: false, problem: { code: 'cannot-write' } });
  expect(result.ok ? '' : result.problem.message).toContain('the disk is full');
  expect(await writeAtomically('/dev/null', 'text')).toEqual({ ok: true });
  expect(await readFile('/dev/null', 'utf8')).toBe('');
});

test('a program that exits while it writes keeps the old file and leaves no other', async () => {
  await writeFile(at('old.txt'), 'old');
  const program = `
    import { writeAtomically } from './src/cli/files/write-file.ts';
    void writeAtomically(${JSON.stringify(at('old.txt'))}, Buffer.alloc(200_000_000));
    const { existsSync } = await import('node:fs');
    const started = () => existsSync(${JSON.stringify(folder)} + '/.old.txt.' + process.pid + '.tmp');
    while (!started()) await new Promise((resolve) => setImmediate(resolve));
    process.exit(3);
  `;
  const run = promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    program,
  ]);
  await expect(run).rejects.toMatchObject({ code: 3 });
  expect(await readdir(folder)).toEqual(['old.txt']);
  expect(await readFile(at('old.txt'), 'utf8')).toBe('old');
});
