import { execFile, execFileSync } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claim, discard, letGo, makeTemporary } from '../../src/cli/files/temporary-files.ts';
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
  const remedy = 'Choose another path.';
  const refused = { message: `${at(name)} cannot be written: ${reason}.`, remedy };
  const failed = { message: `${at(name)} could not be written: ${reason}.`, remedy };
  expect(await checkWritable(at(name))).toEqual({
    ...{ ok: false, problem: { code: 'cannot-write', ...refused } },
  });
  expect(await writeAtomically(at(name), 'text')).toEqual({
    ...{ ok: false, problem: { code: 'not-written', ...failed } },
  });
  expect((await readdir(folder)).sort()).toEqual(['file', 'folder']);
});

test('a folder where no file can be made is refused, even to root', async () => {
  const result = await checkWritable('/proc/new.txt');
  expect(result).toMatchObject({ ok: false, problem: { code: 'cannot-write' } });
});

test('a full disk is named, and a device is never replaced by a file', async () => {
  const result = await writeAtomically('/dev/full', 'text');
  expect(result).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
  expect(result.ok ? '' : result.problem.message).toContain('the disk is full');
  expect(await writeAtomically('/dev/null', 'text')).toEqual({ ok: true });
  expect(await readFile('/dev/null', 'utf8')).toBe('');
});

test('a program that exits while it writes keeps the old file and leaves no other', async () => {
  await writeFile(at('old.txt'), 'old');
  const program = `
    import { writeAtomically } from './src/cli/files/write-file.ts';
    void writeAtomically(${JSON.stringify(at('old.txt'))}, Buffer.alloc(200_000_000));
    const { readdirSync } = await import('node:fs');
    const isUnfinished = (name) => name.endsWith('.tmp');
    const started = () => readdirSync(${JSON.stringify(folder)}).some(isUnfinished);
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

describe('a name that is a link', () => {
  test('to a file that is not there yet: it is made, and the link stays', async () => {
    await mkdir(at('out'));
    await symlink('out/new.txt', at('link.txt'));
    await symlink(at('link.txt'), at('link-to-link.txt'));
    expect(await checkWritable(at('link-to-link.txt'))).toEqual({ ok: true });
    expect(await readdir(at('out'))).toEqual([]);
    expect(await writeAtomically(at('link-to-link.txt'), 'text')).toEqual({ ok: true });
    expect(await readFile(at('out/new.txt'), 'utf8')).toBe('text');
    expect(await readlink(at('link.txt'))).toBe('out/new.txt');
    expect(await writeAtomically(at('link.txt'), 'other')).toEqual({ ok: true });
    expect(await readFile(at('out/new.txt'), 'utf8')).toBe('other');
  });

  test.each([
    ['into a folder that does not exist', 'missing/new.txt', 'the folder does not exist'],
    ['to itself', 'link.txt', 'its links lead in a circle'],
  ])('%s: it is refused, and stays', async (_, to, reason) => {
    await symlink(to, at('link.txt'));
    for (const refused of [
      await checkWritable(at('link.txt')),
      await writeAtomically(at('link.txt'), ''),
    ]) {
      expect(refused.ok ? '' : refused.problem.message).toContain(reason);
    }
    expect(await readlink(at('link.txt'))).toBe(to);
  });
});

test('a name may be as long as the file system takes', async () => {
  for (const length of [250, 255]) {
    const name = 'o'.repeat(length);
    expect(await checkWritable(at(name))).toEqual({ ok: true });
    expect(await writeAtomically(at(name), 'text')).toEqual({ ok: true });
  }
  const refused = await checkWritable(at('o'.repeat(256)));
  expect(refused.ok ? '' : refused.problem.message).toContain('the name is too long');
  expect((await readdir(folder)).map(({ length }) => length).sort()).toEqual([250, 255]);
});

test('a file is written in place where its folder takes no other', async () => {
  const named = '/proc/self/comm';
  const before = await readFile(named, 'utf8');
  expect(await checkWritable(named)).toEqual({ ok: true });
  expect(await writeAtomically(named, 'dreamer')).toEqual({ ok: true });
  expect(await readFile(named, 'utf8')).toBe('dreamer\n');
  await writeFile(named, before.trim());
});

test('what killed processes left is removed, and what others are writing stays', async () => {
  const dead = execFileSync(process.execPath, ['-p', 'process.pid']).toString().trim();
  const made = makeTemporary(folder);
  discard(made);
  const own = basename(made);
  const of = (pid: number | string, host = own.split('-')[1]) => `.dreamgraph-${host}-${pid}-0.tmp`;
  const elsewhere = of(dead, '000000');
  const old = of(process.pid, '111111');
  // As earlier versions called them.
  const earlier = (name: string, pid: number | string) => `.${name}.${pid}.tmp`;
  const left = [
    ...[of(process.ppid), elsewhere, '.dreamgraph.tmp', earlier('other', dead)],
    ...[earlier('dream.png', process.ppid), 'dream.png', earlier('notes.txt', dead)],
  ];
  const gone = [of(dead), old, earlier('dream.png', dead), earlier('report.json', dead)];
  for (const name of [...left, ...gone]) await writeFile(at(name), '');
  await utimes(at(old), 0, 0);
  expect(await checkWritable(at('new.txt'))).toEqual({ ok: true });
  expect((await readdir(folder)).sort()).toEqual(left.sort());
});

test('a name is claimed by one process at a time, and by none that was killed', async () => {
  const other = (end: string) =>
    execFileSync(process.execPath, [
      ...['--import', 'tsx', '--input-type=module', '-e'],
      `import { claim } from './src/cli/files/temporary-files.ts';
       console.log(claim(${JSON.stringify(at('new.png'))}));
       ${end}`,
    ])
      .toString()
      .trim();
  expect(claim(at('new.png'))).toBe(true);
  expect(claim(at('new.png'))).toBe(true);
  expect(other('')).toBe('false');
  letGo(at('new.png'));
  expect(await readdir(folder)).toEqual([]);
  expect(other('')).toBe('true');
  expect(await readdir(folder)).toEqual([]);
  expect(() => other("process.kill(process.pid, 'SIGKILL');")).toThrow('SIGKILL');
  expect(await readdir(folder)).toHaveLength(1);
  expect(claim(at('new.png'))).toBe(true);
  letGo(at('new.png'));
  expect(() => other("process.kill(process.pid, 'SIGKILL');")).toThrow('SIGKILL');
  expect(await checkWritable(at('other.png'))).toEqual({ ok: true });
  expect(await readdir(folder)).toEqual([]);
  expect(claim('/proc/new.png')).toBe(true);
});
