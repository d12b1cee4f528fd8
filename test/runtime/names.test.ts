import { expect, test } from 'vitest';
import {
  fillPattern,
  patternOf,
  stemOf,
  unknownPlaceholder,
} from '../../src/runtime/names/name-pattern.ts';
import { wordsOfPhoto } from '../../src/runtime/names/name-words.ts';
import { numbered, numberTwins } from '../../src/runtime/names/number-twins.ts';

const words = { photo: 'cat', folder: '', preset: '', layer: 'mixed4', seed: '7', variant: '' };

test('a name without a word in it tells the photos apart all the same', () => {
  expect(fillPattern(patternOf('dream'), words)).toBe('cat-dream');
  expect(fillPattern(patternOf('My dream: 2'), words)).toBe('cat-My-dream-2');
  expect(patternOf('{photo}-{layer}')).toBe('{photo}-{layer}');
});

test('words that are empty go with what joins them', () => {
  expect(fillPattern('{photo}-{layer}-{seed}-{variant}', words)).toBe('cat-mixed4-7');
  expect(fillPattern('{folder}/{photo}', words)).toBe('cat');
  expect(fillPattern('{folder}/{photo}', { ...words, folder: 'a/b' })).toBe('a/b/cat');
  expect(unknownPlaceholder('{photo}-{foto}')).toBe('{foto}');
  expect(unknownPlaceholder('{photo}-dream')).toBeUndefined();
});

test('a photo is called by its file, below the folder it came with', () => {
  const of = (name: string) => wordsOfPhoto({ from: 'file', name });
  expect(of('cat.of.mine.jpg')).toEqual({ photo: 'cat.of.mine', folder: '' });
  expect(of('sub/deep/cat.jpg')).toEqual({ photo: 'cat', folder: 'sub/deep' });
  expect(of('sub\\cat.jpg')).toEqual({ photo: 'cat', folder: 'sub' });
  for (const above of ['/home/me/cat.jpg', 'C:\\me\\cat.jpg', '../me/cat.jpg']) {
    expect(of(above), above).toEqual({ photo: 'cat', folder: '' });
  }
  expect(wordsOfPhoto({ from: 'bundled', name: 'boats' }).photo).toBe('boats');
  expect(wordsOfPhoto({ from: 'url', url: 'https://a.b/c/owl.png?d=1' }).photo).toBe('owl');
  expect(wordsOfPhoto({ from: 'data', data: 'data:,' }).photo).toBe('pasted-picture');
  expect(stemOf('.hidden')).toBe('.hidden');
  expect(stemOf(`${'é'.repeat(120)}.jpg`)).toBe('é'.repeat(75));
});

test('twins are numbered in their order, around names that are taken already', () => {
  const photos = [{ name: 'me' }, { name: 'ME' }, { name: 'me-2' }, { name: 'me' }];
  const twins = numberTwins(photos, ({ name }) => name);
  const names = photos.map((photo) => numbered(photo.name, twins.own(photo)));
  expect(names).toEqual(['me', 'ME-2', 'me-2-2', 'me-3']);
  expect(twins.isOthers(photos[0] as never, 3)).toBe(true);
  expect(twins.isOthers(photos[0] as never, 9)).toBe(false);
});
