import { expect, test } from 'vitest';
import { emptyDocument } from '../../src/graph/document/document.ts';
import { applyVariant } from '../../src/graph/document/variants.ts';
import { inspectDocument } from '../../src/graph/file/inspect.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { atPhoto, filesOfNode, photosOf } from '../../src/graph/photos/at-photo.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { loadImage } from '../../src/nodes/load-image/definition.ts';
import { filesOf, replaceFiles } from '../../src/runtime/keys/files.ts';

const file = (name: string) => ({ from: 'file', name, sha256: name.repeat(8) }) as const;
const [cat, dog, owl] = [file('cat.jpg'), file('dog.jpg'), file('owl.jpg')];

const loader = (id: string, params: Record<string, unknown>) => ({
  ...{ id, type: 'load-image', version: 3, position: { x: 0, y: 0 } },
  params: params as never,
});
const several = {
  ...emptyDocument('Zoo'),
  nodes: [
    loader('photo', { file: cat, files: [cat, dog, owl], size: 96 }),
    loader('style', { file: owl }),
  ],
};

test('a graph with several photos is one like any other for each of them', () => {
  expect(photosOf(several, catalog)).toMatchObject({ node: 'photo', files: [cat, dog, owl] });
  const [photo, style] = atPhoto(several, catalog, 1).nodes;
  expect(photo?.params).toEqual({ file: dog, size: 96 });
  expect(style).toBe(several.nodes[1]);
  expect(atPhoto(several, catalog, 1)).toBe(atPhoto(several, catalog, 1));
  expect(atPhoto(several, catalog, 99).nodes[0]?.params.file).toEqual(owl);
  expect(photosOf(atPhoto(several, catalog, 1), catalog)).toBeUndefined();
});

test('a graph with one photo stays the same object, and its file is that of before', () => {
  const one = atPhoto(several, catalog, 2);
  expect(atPhoto(one, catalog, 1)).toBe(one);
  expect(serialiseDocument(several)).toContain('"version": 1');
  expect(serialiseDocument(one)).not.toContain('"files"');
});

test('what is no list of files counts for nothing', () => {
  for (const files of [[], 'cat.jpg', [1], [{ from: 'nothing' }], null]) {
    const odd = { ...several, nodes: [loader('photo', { file: cat, files })] };
    expect(photosOf(odd, catalog), JSON.stringify(files)).toBeUndefined();
    expect(atPhoto(odd, catalog, 1)).toBe(odd);
  }
});

test('a second node with several photos shows its first, and a variant its own picture', () => {
  const two = {
    ...several,
    nodes: [several.nodes[0] as never, loader('more', { files: [dog, owl] })],
    variants: [{ id: 'v', name: 'Own', params: { photo: { file: owl } } }],
  };
  expect(atPhoto(two, catalog, 2).nodes.map(({ params }) => params.file)).toEqual([owl, dog]);
  expect(filesOfNode(two, catalog, 'more')).toEqual([dog, owl]);
  expect(inspectDocument(two, catalog)).toMatchObject([{ code: 'photos', node: 'more' }]);
  expect(inspectDocument(several, catalog)).toEqual([]);
  const varied = applyVariant(atPhoto(two, catalog, 0), 'v');
  expect(varied.nodes[0]?.params.file).toEqual(owl);
});

test('all files of a list are found, and replaced', () => {
  expect(filesOf(several, catalog).map(({ reference }) => reference)).toEqual([cat, dog, owl]);
  const renamed = replaceFiles(several, catalog, (each) =>
    each.from === 'file' ? { ...each, name: `new-${each.name}` } : each,
  );
  expect(photosOf(renamed, catalog)?.files).toMatchObject([
    { name: 'new-cat.jpg' },
    { name: 'new-dog.jpg' },
    { name: 'new-owl.jpg' },
  ]);
});

test('a list is typed as paths, and reads back as it is written', () => {
  const { files } = loadImage.params;
  const typed = files.parse('a b.jpg | photos/c,d.png|bundled:boats');
  expect(typed).toEqual({
    ok: true,
    value: [
      { from: 'file', name: 'a b.jpg' },
      { from: 'file', name: 'photos/c,d.png' },
      { from: 'bundled', name: 'boats' },
    ],
  });
  if (typed.ok) expect(files.parse(files.format(typed.value))).toEqual(typed);
  expect(files.parse('')).toEqual({ ok: true, value: [] });
  expect(files.words([cat, dog])).toBe('2 pictures');
  expect(files.words([cat])).toBe('cat.jpg');
  expect(files.validate(Array.from({ length: 10_001 }, () => cat)).ok).toBe(false);
});
