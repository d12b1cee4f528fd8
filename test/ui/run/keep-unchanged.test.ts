import { describe, expect, test } from 'vitest';
import { keepUnchanged } from '../../../src/ui/run/planner.ts';

describe('what says the same as before', () => {
  test('stays the same object, and what differs does not', () => {
    const before = { a: { key: '1', cached: true }, b: { key: '2', cached: false } };
    const after = { a: { key: '1', cached: true }, b: { key: '2', cached: true }, c: { key: '3' } };
    const kept = keepUnchanged<object>(before, after);
    expect(kept).toEqual(after);
    expect(kept.a).toBe(before.a);
    expect(kept.b).toBe(after.b);
  });

  test('is forgotten with what is gone', () => {
    expect(keepUnchanged<object>({ a: { key: '1' } }, {})).toEqual({});
  });
});
