import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClip } from '../../src/cli/clips/read/open-clip.ts';
import { decodePicture } from '../../src/cli/files/decode-picture.ts';
import { readBytes } from '../../src/cli/files/image-file.ts';
import { openFile } from '../../src/cli/files/open-file.ts';
import { ok } from '../../src/common/result.ts';
import type { Document } from '../../src/graph/document/document.ts';
import type { Json } from '../../src/graph/document/json.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile, type Local, openLocal, pinSeeds } from '../../src/runtime/node.ts';
import { threadScript } from '../pool-thread.ts';
import { graph, node } from './build.ts';

let local: Local;
let dream: Document;

async function open(): Promise<Local> {
  const opened = await openLocal({
    backend: 'wasm',
    assets: 'assets',
    threadScript,
    readFile: readBytes,
    openFile: ({ name }) => openFile(name),
    openClip: ({ name }) => openClip(name),
    decode: async (bytes, name) => {
      const decoded = await decodePicture(bytes, name);
      return decoded.ok ? ok(decoded.value.picture) : decoded;
    },
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}

beforeAll(async () => {
  local = await open();
  const parsed = parseDocument(await readFile('presets/deepdream.json', 'utf8'), catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  dream = set(set(parsed.value.document, 'photo', { size: 128 }), 'ascent', { iterations: 2 });
});

afterAll(() => local.close());

function set(document: Document, id: string, params: Readonly<Record<string, Json>>): Document {
  const nodes = document.nodes.map((entry) =>
    entry.id === id ? { ...entry, params: { ...entry.params, ...params } } : entry,
  );
  return { ...document, nodes };
}

async function run(document: Document, where = local) {
  const environment = await where.environment(document);
  const { plan, errors } = compile(document, catalog, { environment });
  expect(errors).toEqual([]);
  const execution = await where.run(plan);
  return { ...execution, plan };
}

describe('DeepDream with the real nodes', () => {
  test('re-runs exactly what is downstream of a change, in a small part of the time', async () => {
    const first = await run(dream);
    expect(first.report.end).toBe('done');
    const merge = dream.nodes.find(({ type }) => type === 'octave-merge')?.id ?? '';
    const again = await run(set(dream, merge, { strength: 0.4 }));
    const ran = again.report.steps.filter(({ cached }) => !cached).map(({ type }) => type);
    expect(ran.toSorted()).toEqual(['octave-merge', 'save-image']);
    expect(again.report.ms).toBeLessThan(first.report.ms / 4);
  });

  test('gives the same pixels again when nothing is kept, and others with another seed', async () => {
    const before = await run(dream);
    const other = await run(set(dream, 'ascent', { seed: 2 }));
    const pixels = (execution: typeof before) => execution.targets[0]?.outputs.image;
    expect(pixels(other)).not.toEqual(pixels(before));
    const empty = await open();
    const again = await run(dream, empty);
    expect(again.report.steps.some(({ cached }) => cached)).toBe(false);
    expect(pixels(again)).toEqual(pixels(before));
    empty.close();
  });
});

test('a file that is not there is told at its node', async () => {
  const gone = set(dream, 'photo', { file: { from: 'file', name: 'no/such.png' } });
  const environment = await local.environment(gone);
  const { errors } = compile(gone, catalog, { environment });
  expect(errors).toMatchObject([{ code: 'file', node: 'photo', param: 'file' }]);
  const unknown = set(dream, 'photo', { file: { from: 'bundled', name: 'mountain' } });
  const [error] = compile(unknown, catalog, {
    environment: await local.environment(unknown),
  }).errors;
  expect(error?.message).toContain('There is no sample picture "mountain". Closest: mountains.');
});

describe('seeds of a run', () => {
  const params = { seed: 'random' };
  const variants = [{ id: 'v', name: 'V', params: { b: { seed: 'random' }, c: { size: 3 } } }];
  const document = graph(
    ['a', 'b', 'c'].map((id) => node(id, 'noise', params)),
    [],
    { variants },
  );
  const seeds = ['a', 'b'].map((id, index) => ({ node: id, param: 'seed', seed: index + 1 }));
  const seedsOf = ({ nodes }: Document) => nodes.map((entry) => entry.params.seed);

  test('take the place of random ones', () => {
    const pinned = pinSeeds(document, seeds);
    expect(seedsOf(pinned)).toEqual([1, 2, 'random']);
    expect(pinned.variants).toEqual(document.variants);
    expect(seedsOf(document)).toEqual(Array(3).fill('random'));
  });

  test('are pinned in the variant that sets them', () => {
    const pinned = pinSeeds(document, seeds, 'v');
    expect(seedsOf(pinned)).toEqual([1, 'random', 'random']);
    expect(pinned.variants[0]?.params).toEqual({ b: { seed: 2 }, c: { size: 3 } });
  });
});
