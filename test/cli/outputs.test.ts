import { link, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { ownFolder } from './own-folder.ts';
import { dreamIn, dreamProcess } from './run-dream.ts';

/** Nothing is replaced that somebody may want to keep. */
const { at, path } = ownFolder();
const flags = ['--to', 'photo', '-q'];
const dream = (...args: readonly string[]) => dreamIn(path(), ...args, ...flags);
const quiet = { status: 0, stdout: '', stderr: '' };

beforeAll(async () => {
  await sharp('assets/samples/boats.jpg').resize(40).png().toFile(at('me.png'));
  await sharp('assets/samples/stream.jpg').resize(40).png().toFile(at('other.png'));
  await dream('me.png', '-o', 'graph.png');
});

describe('a name that nobody asked for', () => {
  test('gets a number if it belongs to another picture, and not if it is the same', async () => {
    expect(await dream('me.png')).toEqual(quiet);
    const first = await readFile(at('me-dream.png'));
    expect(await dream('me.png')).toEqual(quiet);
    expect(await dream('me.png', '--seed', '2')).toEqual({
      ...quiet,
      stderr:
        'Note: me-dream.png is there already, so this picture is written as me-dream-2.png. Choose a name with -o, or replace it with --force.\n',
    });
    expect(await readFile(at('me-dream.png'))).toEqual(first);
    const third = await dream('me.png', '--seed', '3');
    expect(third.stderr).toContain('written as me-dream-3.png');
    expect(await dream('me.png', '--seed', '2', '--force')).toEqual(quiet);
    expect(await readFile(at('me-dream.png'))).toEqual(await readFile(at('me-dream-2.png')));
  });

  test('is the same for all pictures of a series', async () => {
    const sweep = ['other.png', '--sweep', 'photo.filter=triangle,lanczos'];
    await writeFile(at('other-dream-02-sharp-Lanczos.png'), 'mine');
    const ran = await dream(...sweep);
    expect(ran).toMatchObject({ status: 0 });
    expect(ran.stderr).toContain('written as other-dream-2-01-soft-bilinear.png');
    expect(await readFile(at('other-dream-02-sharp-Lanczos.png'), 'utf8')).toBe('mine');
    for (const name of ['01-soft-bilinear', '02-sharp-Lanczos', 'sheet']) {
      expect((await sharp(at(`other-dream-2-${name}.png`)).metadata()).format).toBe('png');
    }
  });

  test('is none of a file that is read', async () => {
    expect(await dream('--preset', 'deepdream', '-o', 'deepdream.png')).toEqual(quiet);
    const first = await readFile(at('deepdream.png'));
    const ran = await dream('--graph', 'deepdream.png');
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain('written as deepdream-2.png');
    expect(await readFile(at('deepdream.png'))).toEqual(first);
  });

  test('is not chosen by two runs at once', async () => {
    await writeFile(at('pair.png'), await readFile(at('me.png')));
    const seeds = ['1', '2', '3'];
    const ran = await Promise.all(
      seeds.map((seed) => dreamProcess({ cwd: path() }, 'pair.png', '--seed', seed, ...flags)),
    );
    expect(ran.map(({ status }) => status)).toEqual([0, 0, 0]);
    const told = ran.map(({ stderr }) => /written as (\S+\.png)/.exec(stderr)?.[1]);
    const names = told.map((name) => name ?? 'pair-dream.png');
    expect([...names].sort()).toEqual(['pair-dream-2.png', 'pair-dream-3.png', 'pair-dream.png']);
    for (const [index, name] of names.entries()) {
      const alone = `alone-${index}.png`;
      await dream('pair.png', '--seed', seeds[index] as string, '-o', alone);
      expect(await readFile(at(alone)), name).toEqual(await readFile(at(name)));
    }
    expect((await readdir(path())).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('takes no more room than there is', async () => {
    const name = 'ü'.repeat(125);
    await writeFile(at(`${name}.png`), await readFile(at('me.png')));
    expect(await dream(`${name}.png`)).toEqual(quiet);
  });
});

describe('a file that is read is not written without --force', () => {
  const refusal = (name: string) => ({
    ...{ status: 2, stdout: '' },
    stderr: `${name} is a file that this command reads, and would be replaced. Choose another name, or add --force.\n`,
  });

  test.each<[string, readonly string[]]>([
    ['me.png', ['me.png', '-o', 'me.png']],
    ['me.png', ['./me.png', '-o', './me.png']],
    ['me.png', ['--preset', 'deepdream', '--image', 'me.png', '-o', 'me.png']],
    ['graph.png', ['--graph', 'graph.png', '-o', 'graph.png']],
    ['me.png', ['--graph', 'graph.png', '-o', 'me.png']],
    ['me.png', ['me.png', '-o', 'new.png', '--report', 'me.png']],
    ['soft-link.png', ['me.png', '-o', 'soft-link.png']],
    ['hard-link.png', ['me.png', '-o', 'hard-link.png']],
  ])('%s', async (name, args) => {
    await symlink('me.png', at('soft-link.png')).catch(() => {});
    await link(at('me.png'), at('hard-link.png')).catch(() => {});
    const before = await readFile(at('me.png'));
    expect(await dream(...args)).toEqual(refusal(name));
    expect(await readFile(at('me.png'))).toEqual(before);
  });

  test('with --force it is', async () => {
    await writeFile(at('gone.png'), await readFile(at('me.png')));
    expect(await dream('gone.png', '-o', 'gone.png', '--size', '20', '--force')).toEqual(quiet);
    expect((await sharp(at('gone.png')).metadata()).width).toBe(20);
  });

  test('nothing is written twice', async () => {
    const ran = await dream('me.png', '-o', 'twice.png', '--report', './twice.png');
    expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining('written twice') });
  });
});
