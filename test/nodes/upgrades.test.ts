import { expect, test } from 'vitest';
import { emptyDocument } from '../../src/graph/document/document.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { catalog } from '../../src/nodes/catalog.ts';

/** What a parameter was before it was a parameter, or by default before the default changed. */
const before = [
  ['load-image', 1, { filter: 'triangle' }],
  ['resize-crop', 1, { filter: 'triangle' }],
  ['gradient-ascent', 1, { edges: 'wrap', smoothingGains: [0.5, 1, 1, 0.7, 0.35] }],
] as const;

test.each(before)('a document with a %s of version %i keeps its numbers', (type, version, old) => {
  const opened = parseDocument(
    serialiseDocument({
      ...emptyDocument('Old'),
      nodes: [{ id: 'a', type, version, position: { x: 0, y: 0 }, params: {} }],
    }),
    catalog,
  );
  const [node] = opened.ok ? opened.value.document.nodes : [];
  expect(node).toMatchObject({ version: catalog[type].version, params: old });
  const standard = Object.entries(catalog[type].params).map(([key, spec]) => [key, spec.default]);
  expect(Object.fromEntries(standard)).not.toMatchObject(old);
});
