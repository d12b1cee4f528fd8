import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import type { Catalog } from '../../src/graph/definition/definition.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { type SerialiseOptions, serialiseDocument } from '../../src/graph/file/serialise.ts';
import { json, looseDocument, mutate } from './arbitrary.ts';
import { catalog } from './catalog.ts';

/** Never throws; and what is accepted, written and read again, is equal. */
function holds(input: unknown): boolean {
  const plain = parseDocument(input);
  const inspected = parseDocument(input, catalog);
  expect(inspected.ok).toBe(plain.ok);
  if (!plain.ok || !inspected.ok) {
    expect(plain.ok || problemText(plain.problem)).toMatch(/\.$/);
    return false;
  }
  readsBack(plain.value.document, { compact: true });
  readsBack(inspected.value.document, {}, catalog);
  return true;
}

function readsBack(document: Document, options: SerialiseOptions, types?: Catalog): void {
  const again = parseDocument(serialiseDocument(document, options), types);
  if (!again.ok) throw new Error(`Refused what was written: ${problemText(again.problem)}`);
  // Not toStrictEqual, which takes a key called "constructor" for a class.
  deepStrictEqual(again.value.document, document);
}

test('500 random documents', () => {
  let accepted = 0;
  fc.assert(
    fc.property(looseDocument, (document) => {
      if (holds(document)) accepted++;
    }),
    { numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(400);
});

test('1,000 documents with parts replaced, taken out or doubled', () => {
  const steps = fc.array(fc.nat(7), { minLength: 1, maxLength: 6 });
  const mutations = fc.array(fc.tuple(steps, json), { minLength: 1, maxLength: 3 });
  let accepted = 0;
  fc.assert(
    fc.property(looseDocument, mutations, (document, changes) => {
      const mutated = changes.reduce((value, [path, part]) => mutate(value, path, part), document);
      if (holds(mutated)) accepted++;
    }),
    { numRuns: 1000 },
  );
  expect(accepted).toBeGreaterThan(40);
  expect(accepted).toBeLessThan(960);
});

test('800 texts with a stretch replaced', () => {
  fc.assert(
    fc.property(
      looseDocument,
      fc.nat(),
      fc.nat(9),
      fc.string({ maxLength: 5 }),
      (document, at, length, text) => {
        const whole = JSON.stringify(document);
        const start = at % whole.length;
        holds(whole.slice(0, start) + text + whole.slice(start + length));
      },
    ),
    { numRuns: 800 },
  );
});

test('1,000 values of any kind, alone and inside a document', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      holds(value);
      holds({ format: 'dreamgraph', version: 0, nodes: value, wires: value });
      holds({ format: 'dreamgraph', version: 1, nodes: [], extra: value });
    }),
    { numRuns: 1000 },
  );
});
