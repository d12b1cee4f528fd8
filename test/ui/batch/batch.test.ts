import { afterEach, expect, test } from 'vitest';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { noBatch, photoState, tally, useBatch } from '../../../src/ui/batch/batch-store.ts';
import { fileNames } from '../../../src/ui/batch/file-names.ts';
import { photoAfter } from '../../../src/ui/batch/photo-grid-keys.ts';
import { batchStatus, batchWords, stateWords } from '../../../src/ui/batch/photo-words.ts';
import {
  openDocument,
  showPhoto,
  undo,
  useDocument,
} from '../../../src/ui/document/document-store.ts';
import { addPhotoNode, addPhotos, removePhoto } from '../../../src/ui/files/photo-edits.ts';
import { requestNow } from '../../../src/ui/run/run-queue.ts';

const file = (name: string) => ({ from: 'file', name, sha256: `${name}-sum` }) as const;
const [cat, dog, owl] = [file('cat.jpg'), file('sub/cat.png'), file('owl.jpg')];
const planned = (key: string) => ({
  ...{ keys: [key], nodes: ['save'], words: { layer: 'mixed4', seed: '7' }, problem: undefined },
});
const keyOf = (each: { name: string; sha256: string }) => `file ${each.sha256} ${each.name}`;
const entry = { id: 'e', width: 96, height: 72 } as never;

afterEach(() => useBatch.setState(noBatch));

test('a photo is done when its picture is kept, whatever became of it before', () => {
  const problem = { code: 'broken', message: 'cat.jpg is damaged.' };
  const state = {
    ...noBatch,
    files: [cat, dog, owl],
    planned: new Map([cat, dog, owl].map((each) => [keyOf(each), planned(each.name)])),
    failed: new Map([[keyOf(cat), { problem, key: 'cat.jpg' }]]),
    waiting: new Set([keyOf(owl)]),
  };
  expect(photoState(state, cat)).toEqual({ is: 'failed', problem });
  expect(stateWords(photoState(state, cat))).toBe('cat.jpg is damaged.');
  expect(photoState(state, owl)).toEqual({ is: 'waiting' });
  const kept = { ...state, kept: new Map([['cat.jpg', entry]]) };
  expect(stateWords(photoState(kept, cat))).toBe('96 × 72');
  // With other values it has not failed yet.
  const changed = { ...state, planned: new Map([[keyOf(cat), planned('other')]]) };
  expect(photoState(changed, cat)).toEqual({ is: 'open' });
  expect(tally(state)).toMatchObject({ failed: 1, waiting: 1, open: 1, done: 0 });
  expect(batchWords(state)).toBe('0 of 3 done, 1 failed');
  expect(batchStatus(state)).toBe('error');
  expect(batchStatus({ ...kept, files: [cat] })).toBe('cached');
  expect(batchStatus({ ...state, files: [owl] })).toBe('idle');
  const running = { ...state, running: { photo: keyOf(dog) } };
  expect(batchWords(running)).toBe('2 of 3, sub/cat.png');
});

test('arrow keys go through a grid, and stay in it', () => {
  const after = (key: string, from: number) => photoAfter(key, from, 5, 12);
  expect([after('ArrowRight', 0), after('ArrowDown', 1), after('End', 3)]).toEqual([1, 6, 11]);
  expect([after('ArrowLeft', 0), after('ArrowDown', 8), after('Home', 7)]).toEqual([0, 8, 0]);
  expect(after('x', 3)).toBeUndefined();
});

test('photos come and go by undo, and a run of the graph is for all of them', () => {
  openDocument(emptyDocument('Zoo'), 'zoo');
  const [node = ''] = addPhotoNode([cat, dog, cat], { x: 0, y: 0 });
  expect(requestNow({ what: 'Dreaming', variants: [undefined] }).photos).toEqual([0, 1]);
  expect(addPhotos(node, [dog, owl])).toBe(1);
  showPhoto(2);
  const fileShown = () => useDocument.getState().shown.nodes[0]?.params.file;
  expect(fileShown()).toEqual(owl);
  const toHere = requestNow({ what: 'To here', variants: [undefined], targets: [node] });
  expect(toHere.photos).toBeUndefined();
  expect(toHere.document.nodes[0]?.params).toMatchObject({ file: owl });
  expect(toHere.document.nodes[0]?.params).not.toHaveProperty('files');
  removePhoto(node, owl);
  expect(fileShown()).toEqual(dog);
  removePhoto(node, dog);
  expect(useDocument.getState().document.nodes[0]?.params).toMatchObject({ file: cat });
  expect(useDocument.getState().document.nodes[0]?.params).not.toHaveProperty('files');
  expect(requestNow({ what: 'Dreaming', variants: [undefined] }).photos).toBeUndefined();
  undo();
  undo();
  undo();
  expect(useDocument.getState().document.nodes[0]?.params).toMatchObject({ files: [cat, dog] });
});

test('files are named by the pattern of Save Image, and twins are numbered', () => {
  const named = (name: string) => {
    const params = { name };
    const save = { id: 'save', type: 'save-image', version: 1, position: { x: 0, y: 0 }, params };
    openDocument({ ...emptyDocument(), nodes: [save] }, 'names');
    useBatch.setState({
      files: [cat, dog],
      planned: new Map([cat, dog].map((each) => [keyOf(each), planned(each.name)])),
    });
    return fileNames('save');
  };
  const plain = named('dream');
  if (!plain.ok) throw new Error(plain.problem.message);
  expect([cat, dog].map(plain.value.pathOf)).toEqual(['cat-dream.png', 'cat-dream-2.png']);
  expect(plain.value.furtherPath(cat, 2)).toBeUndefined();
  expect(plain.value.furtherPath(cat, 3)).toBe('cat-dream-3.png');
  const all = named('{folder}/{photo}-{layer}-{seed}');
  expect(all.ok && [cat, dog].map(all.value.pathOf)).toEqual([
    'cat-mixed4-7.png',
    'sub/cat-mixed4-7.png',
  ]);
  expect(named('{foto}')).toMatchObject({
    problem: { message: 'The name {foto}: there is no {foto}. Closest: photo.' },
  });
});

test('a command may give a node a list of pictures', () => {
  openDocument(emptyDocument(), 'command');
  addPhotoNode([cat], { x: 0, y: 0 });
  const { document } = useDocument.getState();
  const node = document.nodes[0]?.id ?? '';
  const set = (value: never) =>
    applyCommand(document, catalog, { type: 'set-param', node, param: 'files', value });
  expect(set([cat, dog] as never).ok).toBe(true);
});
