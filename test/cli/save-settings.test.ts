import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { openGraphFile } from '../../src/cli/graph/open-graph.ts';
import { saveImage } from '../../src/nodes/save-image/definition.ts';
import { ownFolder } from './own-folder.ts';
import { dream, dreamIn } from './run-dream.ts';

/** What Save Image says, the command line does. */
const { at, path } = ownFolder();

type Params = Readonly<Record<string, unknown>>;

/** A photo, straight into Save Image nodes with these values. */
async function graphOf(photo: object, ...saves: readonly Params[]): Promise<string> {
  const nodes = [
    { id: 'photo', type: 'load-image', params: { file: photo, fit: 'original' } },
    ...saves.map((params, index) => ({ id: `save${index}`, type: 'save-image', params })),
  ].map((node, x) => ({ ...node, version: 1, position: { x, y: 0 } }));
  const edges = saves.map((_, index) => ({
    id: `e${index}`,
    from: { node: 'photo', output: 'image' },
    to: { node: `save${index}`, input: 'image' },
  }));
  const file = at(`graph-${crypto.randomUUID()}.dream.json`);
  await writeFile(
    file,
    JSON.stringify({ format: 'dreamgraph', version: 1, name: 'G', nodes, edges }),
  );
  return file;
}

const boats = { from: 'bundled', name: 'boats' };
const quiet = { status: 0, stdout: '', stderr: '' };

test('every parameter of Save Image is tried here', () => {
  expect(Object.keys(saveImage.params).sort()).toEqual(['format', 'metadata', 'name', 'quality']);
});

test.each([true, false])('the graph is inside if it is to be: %s', async (metadata) => {
  const graph = await graphOf(boats, { metadata });
  expect(await dream('--graph', graph, '-q', '-o', at('m.png'))).toEqual(quiet);
  expect((await openGraphFile(at('m.png'))).ok).toBe(metadata);
  const sweep = ['--sweep', 'photo.filter=triangle,lanczos', '-q', '-o', at('s.png')];
  expect(await dream('--graph', graph, ...sweep)).toEqual(quiet);
  expect((await openGraphFile(at('s-sheet.png'))).ok).toBe(metadata);
});

test('a photo inside the graph gives the picture that its file gives, to the byte', async () => {
  const file = 'assets/samples/stream.jpg';
  const data = `data:image/jpeg;base64,${await readFile(file, 'base64')}`;
  const beside = { from: 'file', name: resolve(file) };
  const inside = { from: 'data', name: 'stream.jpg', data };
  for (const [name, photo] of Object.entries({ beside, inside })) {
    const graph = await graphOf(photo, { metadata: false });
    expect(await dream('--graph', graph, '-q', '-o', at(`${name}.png`))).toEqual(quiet);
  }
  // toEqual would take a quarter of a minute for so many bytes.
  expect((await readFile(at('inside.png'))).equals(await readFile(at('beside.png')))).toBe(true);
});

test.each(['jpg', 'webp'])('the quality of a %s is that of the node', async (ending) => {
  const sizes: number[] = [];
  for (const quality of [10, 92]) {
    // Otherwise the file also says what it is made of.
    const graph = await graphOf(boats, { quality, metadata: false });
    expect(await dream('--graph', graph, '-q', '-o', at(`q.${ending}`))).toEqual(quiet);
    sizes.push((await readFile(at(`q.${ending}`))).length);
  }
  const [low = 0, high = 0] = sizes;
  expect(low).toBeLessThan(high / 3);
  const pixels = await sharp('assets/samples/boats.jpg')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { raw: pixels.info };
  const same = sharp(pixels.data, raw);
  const right =
    ending === 'jpg'
      ? same.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
      : same.webp({ quality: 92 });
  expect(await readFile(at(`q.${ending}`))).toEqual(await right.toBuffer());
});

test('name and format are those of each node, unless the line says others', async () => {
  const graph = await graphOf(
    boats,
    { name: 'a picture', format: 'jpeg' },
    { name: 'another', format: 'webp' },
    { name: 'another', format: 'png' },
    { name: 'Another', format: 'webp' },
  );
  expect(await dreamIn(path(), '--graph', graph, '-q')).toEqual(quiet);
  const formats = ['a-picture.jpg', 'another-save1.webp', 'another.png', 'Another-save3.webp'];
  const found = await Promise.all(
    formats.map(async (name) => (await sharp(at(name)).metadata()).format),
  );
  expect(found).toEqual(['jpeg', 'webp', 'png', 'webp']);
});

describe('a picture carries its files by name and content, not by their folders', () => {
  test('a photo, which is found again here and beside the picture', async () => {
    await mkdir(at('secret'));
    await sharp('assets/samples/boats.jpg').resize(40).png().toFile(at('secret/me.png'));
    const graph = await graphOf({ from: 'nothing' }, {});
    const flags = ['--graph', graph, '--image', at('secret/me.png'), '-q'];
    const sweep = ['--sweep', 'photo.filter=triangle,lanczos'];
    expect(await dream(...flags, '-o', at('secret/out.png'))).toEqual(quiet);
    expect(await dream(...flags, ...sweep, '-o', at('secret/many.png'))).toEqual(quiet);
    for (const name of ['out.png', 'many-01-soft-bilinear.png', 'many-sheet.png']) {
      const carried = await openGraphFile(at(`secret/${name}`));
      const text = JSON.stringify(carried);
      expect(text).not.toContain(path());
      expect(text).not.toContain('secret');
      expect(carried.ok && carried.value.document.nodes[0]?.params.file).toEqual({
        ...{ from: 'file', name: 'me.png' },
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    }
    const again = ['--graph', at('secret/out.png'), '-q', '-o', at('again.png')];
    expect(await dream(...again)).toEqual(quiet);
    await sharp('assets/samples/stream.jpg').resize(40).png().toFile(at('secret/me.png'));
    const changed = await dream(...again);
    expect(changed.status).toBe(2);
    expect(changed.stderr).toMatch(/me\.png is not the file that the graph was made with.*--image/);
    expect(await dream(...again, '--image', at('secret/me.png'))).toEqual(quiet);
  });

  test('a sample, as what it is', async () => {
    const flags = ['assets/samples/boats.jpg', '--to', 'photo', '--size', '40', '-q'];
    expect(await dream(...flags, '-o', at('sample.png'))).toEqual(quiet);
    const carried = await openGraphFile(at('sample.png'));
    const nodes = carried.ok ? carried.value.document.nodes : [];
    expect(nodes.find(({ id }) => id === 'photo')?.params.file).toEqual(boats);
  });

  test('a network, with the folder that names it', async () => {
    const network = '/home/me/net/model.json';
    const flags = ['assets/samples/boats.jpg', '--to', 'photo', '--set', `network.file=${network}`];
    expect(await dream(...flags, '-q', '-o', at('network.png'))).toEqual(quiet);
    const carried = await openGraphFile(at('network.png'));
    const nodes = carried.ok ? carried.value.document.nodes : [];
    expect(nodes.find(({ id }) => id === 'network')?.params.file).toEqual({
      ...{ from: 'file', name: 'net/model.json' },
    });
  });
});
