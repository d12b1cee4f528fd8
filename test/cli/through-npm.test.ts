import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ownFolder } from './own-folder.ts';

/** The command as npm starts it: where its paths begin, and how it is built. */
const { at, path } = ownFolder();
const run = promisify(execFile);
const flags = ['--to', 'photo', '--size', '32', '-q'];
/** As a person has it, without what npm has told the tests. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/.test(name)),
);

describe('paths begin where the person is', () => {
  test('in a folder of the repository', async () => {
    const cwd = resolve('assets/samples');
    const line = ['run', '-s', 'dream', '--', 'boats.jpg', ...flags];
    await run('npm', [...line, '-o', at('inside.png')], { cwd, env });
    expect(existsSync(at('inside.png'))).toBe(true);
  });

  test('in another folder, with --prefix', async () => {
    const options = { cwd: path(), env };
    const npm = ['--prefix', resolve('.'), 'run', '-s', 'dream', '--'];
    await run('npm', [...npm, 'inside.png', ...flags, '-o', 'outside.png'], options);
    expect(existsSync(at('outside.png'))).toBe(true);
  });

  test('without npm, and in a script of another package', async () => {
    const script = { ...env, INIT_CWD: resolve('.'), npm_lifecycle_event: 'dream' };
    const other = { ...script, npm_package_json: at('package.json') };
    for (const [index, each] of [env, other].entries()) {
      const line = [resolve('scripts/dream.js'), 'inside.png', ...flags, '-o', `own-${index}.png`];
      await run(process.execPath, line, { cwd: path(), env: each });
      expect(existsSync(at(`own-${index}.png`))).toBe(true);
    }
  });
});

test('commands that start at once after a change build once, and disturb nothing', async () => {
  const main = 'build/command/main.js';
  await utimes(main, 0, 0);
  let over = false;
  const watch = async () => {
    while (!over) {
      await stat(main);
      await new Promise((later) => setTimeout(later, 2));
    }
  };
  const watched = watch();
  const line = ['scripts/dream.js', '--list'];
  const told = await Promise.all([1, 2, 3].map(() => run(process.execPath, line, { env })));
  over = true;
  await watched;
  for (const { stdout, stderr } of told) {
    expect(stdout).toContain('deepdream');
    expect(stderr).toBe('');
  }
  const left = (await readdir('build')).filter((name) => /^command[-.]/.test(name));
  expect(left).toEqual([]);
  expect((await stat(main)).mtimeMs).toBeGreaterThan(0);
  // A command that has started finds its own threads, also after a newer build.
  const named = new Set<string>();
  for (const part of await readdir('build/command', { recursive: true })) {
    if (!part.endsWith('.js') || part.includes('pool-thread')) continue;
    const code = await readFile(join('build/command', part), 'utf8');
    for (const [thread] of code.matchAll(/pool-thread[^"`]*\.js/g)) named.add(thread);
  }
  expect(named.size).toBeGreaterThan(0);
  for (const thread of named) {
    expect(thread).toMatch(/^pool-thread-[0-9a-f]{8}\.js$/);
    expect(existsSync(join('build/command', thread))).toBe(true);
  }
});

test('kernels are built by one process at a time, and are whole at every moment', async () => {
  const names = (await readdir('assets/kernels')).map((name) => join('assets/kernels', name));
  // Of one, that all five are built would tell no more.
  await utimes('assets/kernels/motion.wasm', 0, 0);
  const whole = new Map<string, Buffer>();
  for (const name of names) whole.set(name, await readFile(name));
  const made = new Set<string>();
  const torn = new Set<string>();
  const looked = new Map<string, string>();
  let over = false;
  const watch = async () => {
    while (!over) {
      for (const name of names) {
        const { ino, size, mtimeMs } = await stat(name);
        made.add(`${name} ${mtimeMs}`);
        const seen = `${ino} ${size} ${mtimeMs}`;
        // What is written has other times; to read all of it all the time takes longer than to build.
        if (looked.get(name) === seen) continue;
        looked.set(name, seen);
        if (!whole.get(name)?.equals(await readFile(name))) torn.add(name);
      }
      await new Promise((later) => setTimeout(later, 2));
    }
  };
  const watched = watch();
  const program = "import('./scripts/build-kernels.ts').then((made) => made.buildKernels())";
  const line = ['--import', 'tsx', '-e', program];
  await Promise.all([1, 2].map(() => run(process.execPath, line, { env })));
  over = true;
  await watched;
  expect([...torn]).toEqual([]);
  // The old ones and the new one, and not that of a second build.
  expect(made.size).toBe(names.length + 1);
  expect((await readdir('build')).filter((name) => name === 'kernels.lock')).toEqual([]);
});
