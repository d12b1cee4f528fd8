import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buffersOf, createCache } from '../../src/runtime/cache/value-cache.ts';
import { flat } from './runs.ts';

const kilobytes = (count: number) => ({
  outputs: { image: { width: 1, height: 1, data: new Float32Array(count * 256) } },
});

describe('the size of a value', () => {
  test('counts every array once, wherever it stands', () => {
    const photo = flat(0.5);
    const objective = { terms: [{ guide: photo, mask: flat(1) }, { guide: photo }] };
    expect(buffersOf({ photo, objective, details: [photo] }).size).toBe(2);
    const circle: { self?: unknown; data: Float32Array } = { data: new Float32Array(8) };
    circle.self = circle;
    expect(
      [...buffersOf([undefined, null, 3, circle])].map(({ byteLength }) => byteLength),
    ).toEqual([32]);
  });
});

describe('the cache', () => {
  test('lets go first of what took the least time per byte', () => {
    const cache = createCache(100_000);
    cache.put('cheap', kilobytes(30), 1);
    cache.put('dear', kilobytes(30), 1000);
    cache.put('middling', kilobytes(30), 100);
    cache.put('new', kilobytes(30), 500);
    expect([...cache.keys()].sort()).toEqual(['dear', 'middling', 'new']);
    cache.put('big and slow', kilobytes(60), 2000);
    expect([...cache.keys()].sort()).toEqual(['big and slow', 'dear']);
  });

  test('in time forgets even what took long, unless it is used', () => {
    const cache = createCache(100_000);
    cache.put('used', kilobytes(30), 50);
    cache.put('unused', kilobytes(30), 50);
    for (let i = 0; i < 20; i++) {
      cache.put(`passing ${i}`, kilobytes(40), 20);
      cache.get('used');
    }
    expect(cache.has('used')).toBe(true);
    expect(cache.has('unused')).toBe(false);
  });

  test('counts arrays that values share once', () => {
    const cache = createCache(1_000_000);
    const shared = kilobytes(100);
    cache.put('a', shared, 1);
    const once = cache.bytes();
    cache.put('b', { outputs: { image: shared.outputs.image, more: flat(1) } }, 1);
    expect(cache.bytes() - once).toBeLessThan(2000);
  });

  test('never holds more than its budget, and tells exactly what came and went', () => {
    const operation = fc.record({
      key: fc.integer({ min: 0, max: 20 }).map(String),
      size: fc.integer({ min: 0, max: 60 }),
      ms: fc.integer({ min: 0, max: 1000 }),
      read: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const told = new Set<string>();
        const cache = createCache(100_000, (added, removed) => {
          for (const key of removed) expect(told.delete(key)).toBe(true);
          for (const key of added) {
            expect(told.has(key)).toBe(false);
            told.add(key);
          }
        });
        for (const { key, size, ms, read } of operations) {
          if (read) cache.get(key);
          else cache.put(key, kilobytes(size), ms);
          expect(cache.bytes()).toBeLessThanOrEqual(100_000);
          expect(new Set(cache.keys())).toEqual(told);
        }
        cache.clear();
        expect(cache.bytes()).toBe(0);
        expect(told.size).toBe(0);
      }),
    );
  });

  test('does not take what is larger than all of it', () => {
    const cache = createCache(50_000);
    cache.put('small', kilobytes(10), 1);
    cache.put('huge', kilobytes(60), 1e6);
    expect([...cache.keys()]).toEqual(['small']);
  });
});
