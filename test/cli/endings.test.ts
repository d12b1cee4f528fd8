import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ownFolder } from './own-folder.ts';
import { dream } from './run-dream.ts';

/** How the command ends: 0, 1 or 2, or by the signal that it got. */
const photo = 'assets/samples/stream.jpg';
const quick = ['--size', '96', '--octaves', '1', '--iterations', '1'];
const { at, path } = ownFolder();

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

type Streams = readonly ('pipe' | 'ignore' | number)[];

function start(args: readonly string[], stdio: Streams = ['ignore', 'ignore', 'ignore']) {
  const child = spawn(process.execPath, ['build/command/main.js', ...args], { stdio: [...stdio] });
  const end = new Promise<End>((done) => {
    child.on('exit', (code, signal) => done({ code, signal }));
  });
  return { child, end };
}

describe('progress that nobody can read costs no picture', () => {
  test('a disk that is full', async () => {
    const full = openSync('/dev/full', 'w');
    const run = start([photo, ...quick, '-o', at('full.png')], ['ignore', 'ignore', full]);
    expect(await run.end).toEqual({ code: 0, signal: null });
    expect((await stat(at('full.png'))).size).toBeGreaterThan(1000);
  });

  test('a reader that goes away', async () => {
    const run = start([photo, ...quick, '-o', at('gone.png')], ['ignore', 'ignore', 'pipe']);
    run.child.stderr?.destroy();
    expect(await run.end).toEqual({ code: 0, signal: null });
    expect((await stat(at('gone.png'))).size).toBeGreaterThan(1000);
  });
});

describe('output that was asked for and cannot be written fails the command', () => {
  test.each([['--help'], ['--list'], ['--describe', 'deepdream']])('%s', async (...args) => {
    const full = openSync('/dev/full', 'w');
    expect(await start(args, ['ignore', full, 'ignore']).end).toEqual({ code: 1, signal: null });
  });

  test('a report', async () => {
    const flags = [photo, ...quick, '-q', '-o', at('told.png'), '--report', '/dev/full'];
    const ran = await dream(...flags);
    expect(ran).toMatchObject({
      status: 1,
      stderr: '/dev/full could not be written: the disk is full. Choose another path.\n',
    });
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it as a signal does', async (signal) => {
  const flags = ['--size', '128', '--octaves', '1', '--iterations', '200', '--sweep', 'seed=1,2'];
  const run = start([photo, ...flags, '-o', at('long.png')], ['ignore', 'ignore', 'pipe']);
  await new Promise((seen) => run.child.stderr?.once('data', seen));
  run.child.kill(signal);
  expect(await run.end).toEqual({ code: null, signal });
  expect((await readdir(path())).filter((name) => /long|tmp/.test(name))).toEqual([]);
});

test('what runs is written, and what cannot run is told, also when nothing else is', async () => {
  const nodes = [
    { id: 'photo', type: 'load-image', params: { file: { from: 'bundled', name: 'boats' } } },
    { id: 'save', type: 'save-image', params: {} },
    { id: 'stray', type: 'preview', params: {} },
    {
      id: 'gone',
      type: 'load-image',
      params: { file: { from: 'file', name: 'no.png', sha256: 'a' } },
    },
    { id: 'other', type: 'save-image', params: {} },
  ].map((node, x) => ({ ...node, version: 1, position: { x, y: 0 } }));
  const wire = (id: string, from: string, to: string) => ({
    ...{ id, from: { node: from, output: 'image' }, to: { node: to, input: 'image' } },
  });
  const edges = [wire('e1', 'photo', 'save'), wire('e2', 'gone', 'other')];
  const graph = { format: 'dreamgraph', version: 1, name: 'G', nodes, edges };
  await writeFile(at('stray.dream.json'), JSON.stringify(graph));
  const ran = await dream('--graph', at('stray.dream.json'), '-q', '-o', at('stray.png'));
  expect(ran.status).toBe(0);
  expect(ran.stderr).toMatch(/^Note: .* of Preview, .*\nNote: There is no file no\.png .*\n$/);
  expect((await readdir(path())).filter((name) => /^stray.*png$/.test(name))).toEqual([
    'stray-save.png',
  ]);
  await rm(at('stray-save.png'));
});

describe('- is standard input and output', () => {
  const flags = ['--to', 'photo', '--size', '32', '-q'];
  const pipe = async (input: Buffer | null, ...args: readonly string[]) => {
    const run = start([...args, ...flags], ['pipe', 'pipe', 'pipe']);
    run.child.stdin?.end(input ?? undefined);
    const { stdout, stderr } = run.child;
    const [out, told] = await Promise.all([stdout ?? [], stderr ?? []].map((from) => text(from)));
    return { ...(await run.end), out, told };
  };
  const text = async (from: AsyncIterable<Buffer> | Buffer[]) => {
    const parts: Buffer[] = [];
    for await (const part of from) parts.push(part);
    return Buffer.concat(parts);
  };

  test('a photo comes in, a picture goes out, and its graph is the same as from a file', async () => {
    const bytes = await readFile(photo);
    const piped = await pipe(bytes, '-', '-o', '-');
    expect(piped).toMatchObject({ code: 0, told: Buffer.from('') });
    await dream(photo, ...flags, '-o', at('file.png'));
    expect(piped.out).toEqual(await readFile(at('file.png')));
    const again = await pipe(piped.out ?? null, '--graph', '-', '-o', '-');
    expect(again).toMatchObject({ code: 0, out: piped.out });
  });

  test('one picture only', async () => {
    const refused = await pipe(null, photo, '--sweep', 'seed=1,2', '-o', '-');
    expect(refused).toMatchObject({ code: 2, out: Buffer.from('') });
    expect(`${refused.told}`).toContain('-o - takes one picture');
  });

  test('a report goes out', async () => {
    const { code, out } = await pipe(null, photo, '-o', at('with.png'), '--report', '-');
    expect(code).toBe(0);
    expect(JSON.parse(`${out}`).image.width).toBe(32);
  });
});
