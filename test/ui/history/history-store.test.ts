import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { toEvict } from '../../../src/ui/history/eviction.ts';
import { historyDatabase, historyStores } from '../../../src/ui/history/history-database.ts';
import type { HistoryEntry } from '../../../src/ui/history/history-entry.ts';
import {
  changeEntries,
  findByKeys,
  listHistory,
  type NewPicture,
  purge,
  readPicture,
  readThumbnail,
  storePicture,
} from '../../../src/ui/history/history-storage.ts';

const unlimited = Number.MAX_SAFE_INTEGER;

beforeEach(async () => {
  const db = await historyDatabase();
  for (const store of historyStores) await db.clear(store);
});

/** 100 bytes in all. */
function picture(id: string, made: number, more: Partial<HistoryEntry> = {}): NewPicture {
  return {
    entry: {
      ...{
        id,
        made,
        key: `key of ${id}`,
        name: 'Dream',
        node: 'Save Image',
        nodes: [],
        layers: [],
      },
      ...{ seeds: [1], profile: 'wasm', ms: 5, width: 4, height: 4, starred: false, ...more },
    },
    picture: new Blob([`picture ${id}`.padEnd(80)]),
    thumbnail: new Blob(['t'.repeat(18)]),
    document: '{}',
  };
}

async function ids(): Promise<readonly string[]> {
  const listed = await listHistory();
  return listed.ok ? listed.value.map(({ id }) => id) : [];
}

/** What there is in each store, so that nothing stays behind when its entry goes. */
async function held(): Promise<readonly (readonly IDBValidKey[])[]> {
  const db = await historyDatabase();
  return Promise.all(historyStores.map((store) => db.getAllKeys(store)));
}

describe('the history', () => {
  test('gives back what it was given, the newest first', async () => {
    await storePicture(picture('a', 1), unlimited);
    await storePicture(picture('b', 2), unlimited);
    expect(await ids()).toEqual(['b', 'a']);
    const read = await readPicture('a');
    expect(read.ok && (await read.value.picture.text()).trim()).toBe('picture a');
    expect(await (await readThumbnail('b'))?.text()).toBe('t'.repeat(18));
  });

  test('keeps a picture once, however often it comes from the cache', async () => {
    await storePicture(picture('a', 1, { key: 'same' }), unlimited);
    const again = await storePicture(picture('b', 2, { key: 'same' }), unlimited);
    expect(again).toEqual({ ok: true, value: undefined });
    expect(await ids()).toEqual(['a']);
  });

  test('keeps a deleted picture anew when it is made again', async () => {
    await storePicture(picture('a', 1, { key: 'same' }), unlimited);
    await changeEntries(['a'], (entry) => ({ ...entry, deleted: 5 }));
    await storePicture(picture('b', 2, { key: 'same' }), unlimited);
    expect(await ids()).toEqual(['b']);
  });

  test('finds what was made under any of some keys, but nothing deleted', async () => {
    for (const id of ['a', 'b', 'c']) await storePicture(picture(id, 1), unlimited);
    await changeEntries(['b'], (entry) => ({ ...entry, deleted: 5 }));
    const found = await findByKeys(['key of c', 'key of b', 'no key', 'key of a']);
    expect(found.ok && found.value.map(({ id }) => id)).toEqual(['c', 'a']);
  });

  test('lets the oldest go when it is full, but none with a star', async () => {
    await storePicture(picture('a', 1, { starred: true }), 300);
    for (const [index, id] of ['b', 'c', 'd', 'e'].entries()) {
      await storePicture(picture(id, 2 + index), 300);
    }
    expect(await ids()).toEqual(['e', 'd', 'a']);
    for (const keys of await held()) expect(keys).toEqual(['a', 'd', 'e']);
  });

  test('says when stars leave no room, and loses nothing', async () => {
    for (const id of ['a', 'b']) await storePicture(picture(id, 1, { starred: true }), 250);
    await storePicture(picture('c', 2), 300);
    const refused = await storePicture(picture('d', 3, { starred: true }), 250);
    expect(refused).toMatchObject({ problem: { code: 'history-full' } });
    expect([...(await ids())].sort()).toEqual(['a', 'b', 'c']);
  });

  test('deletes so that it can be put back, until it is purged', async () => {
    for (const id of ['a', 'b']) await storePicture(picture(id, 1), unlimited);
    await changeEntries(['a', 'gone'], (entry) => ({ ...entry, deleted: 1000 }));
    expect(await ids()).toEqual(['b']);
    await purge([], 2000);
    await changeEntries(['a'], ({ deleted, ...entry }) => entry);
    expect([...(await ids())].sort()).toEqual(['a', 'b']);
    await changeEntries(['a'], (entry) => ({ ...entry, deleted: 1000 }));
    await purge(['a', 'b'], 2000);
    for (const keys of await held()) expect(keys).toEqual(['b']);
    expect(await readPicture('a')).toMatchObject({ problem: { code: 'not-kept' } });
  });

  test('a full disk is told in words, and what was kept is whole', async () => {
    for (const id of ['a', 'b']) await storePicture(picture(id, 1), unlimited);
    const restore = fillDisk('pictures');
    const refused = await storePicture(picture('c', 2), 200);
    restore();
    expect(refused).toMatchObject({
      problem: {
        code: 'no-room',
        message: expect.stringMatching(/Earlier pictures are still there/),
      },
    });
    for (const keys of await held()) expect(keys).toEqual(['a', 'b']);
    expect(await storePicture(picture('c', 2), unlimited)).toMatchObject({ ok: true });
  });

  test('two tabs that keep pictures at once stay within the limit and keep the newest', async () => {
    const both = Array.from({ length: 12 }, (_, index) => picture(`p${index}`, index));
    await Promise.all(both.map((each) => storePicture(each, 500)));
    expect(await ids()).toEqual(['p11', 'p10', 'p9', 'p8', 'p7']);
    for (const keys of await held()) expect(keys).toHaveLength(5);
  });
});

test('eviction takes no more than it must, the deleted first, and never a star', () => {
  const entry = fc.record({
    id: fc.uuid(),
    made: fc.integer({ min: 0, max: 1000 }),
    bytes: fc.integer({ min: 1, max: 100 }),
    starred: fc.boolean(),
    deleted: fc.option(fc.integer(), { nil: undefined }),
  });
  type Sized = { id: string; made: number; bytes: number; starred: boolean; deleted?: number };
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 20 }),
      fc.integer({ min: 0, max: 1000 }),
      (all, limit) => {
        const entries = all as Sized[];
        const going = toEvict(entries, limit);
        const sum = (some: readonly Sized[]) => some.reduce((total, { bytes }) => total + bytes, 0);
        const staying = entries.filter((each) => !going.includes(each));
        if (sum(staying) > limit) {
          expect(staying.every(({ starred, deleted }) => starred && deleted === undefined)).toBe(
            true,
          );
        }
        const last = going.at(-1);
        if (last) expect(sum(staying) + last.bytes).toBeGreaterThan(limit);
        for (const each of going) {
          if (each.deleted !== undefined) continue;
          expect(each.starred).toBe(false);
          expect(staying.every(({ deleted }) => deleted === undefined)).toBe(true);
          for (const { made, starred } of staying)
            if (!starred) expect(made).toBeGreaterThanOrEqual(each.made);
        }
      },
    ),
  );
});

/** Every further write into this store fails as on a full disk. */
function fillDisk(store: string): () => void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...args) {
    if (this.name === store) throw new DOMException('Full.', 'QuotaExceededError');
    return put.apply(this, args);
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}
