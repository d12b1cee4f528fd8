import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { openUnfinishedWorks } from '../../src/runtime/worker/unfinished-works.ts';

const works = openUnfinishedWorks({ entries: 3, bytes: 4000 });
const work = (floats: number, value = 0.1) => ({
  place: { octave: 1, details: [{ width: floats, data: new Float32Array(floats).fill(value) }] },
});
const keys = async () => (await works.list()).map(({ key }) => key).sort();

beforeEach(() => works.clear());

test('gives work back to the last bit, also to whoever opens it later', async () => {
  const kept = work(100, Math.fround(1 / 3));
  await works.put('a', kept, 3);
  const later = openUnfinishedWorks();
  expect(await later.list()).toEqual([{ key: 'a', next: 3 }]);
  expect(await later.get('a')).toEqual(kept);
  expect(await later.get('b')).toBeUndefined();
  await works.put('a', work(50), 4);
  expect(await later.list()).toEqual([{ key: 'a', next: 4 }]);
  await later.drop('a');
  expect(await works.list()).toEqual([]);
  expect(await works.get('a')).toBeUndefined();
});

test('keeps the newest few within its bytes, and nothing that alone takes more', async () => {
  const tick = () => new Promise((resolve) => setTimeout(resolve, 2));
  for (const key of ['a', 'b', 'c', 'd']) {
    await works.put(key, work(100), 2);
    await tick();
  }
  expect(await keys()).toEqual(['b', 'c', 'd']);
  await works.put('large', work(900), 2);
  expect(await keys()).toEqual(['d', 'large']);
  await works.put('too large', work(1200), 2);
  expect(await keys()).not.toContain('too large');
});

test('what cannot be stored fails nothing', async () => {
  await works.put('function', { work: () => 1 }, 2);
  expect(await keys()).toEqual([]);
});
