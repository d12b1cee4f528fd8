import { expect, test } from 'vitest';
import { retirementOf } from '../../models/retired.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { bundledHash, bundledPaths } from '../../src/runtime/files/bundled.ts';

const document = (name: string) => ({
  format: 'dreamgraph',
  version: 1,
  nodes: [
    {
      id: 'network',
      type: 'load-network',
      version: 1,
      position: { x: 0, y: 0 },
      params: { file: { from: 'bundled', name }, range: 'known' },
    },
  ],
  edges: [],
});
const message = 'The network "MobileNetV2" no longer comes with Dreamgraph.';
const remedy = 'Choose SSD MobileNetV2 or Inception V3, or a file of your own.';

test('a document with a network that no longer comes along opens, unchanged, with a note', () => {
  const parsed = parseDocument(document('mobilenet-v2'), catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  expect(parsed.value.warnings).toEqual([
    {
      code: 'retired-file',
      message: `Load Network, network: ${message}`,
      remedy,
      node: 'network',
      param: 'file',
    },
  ]);
  expect(serialiseDocument(parsed.value.document)).toContain('"mobilenet-v2"');
});

test('one that does come along has no note', () => {
  expect(parseDocument(document('ssd'), catalog)).toMatchObject({
    ok: true,
    value: { warnings: [] },
  });
});

test('running it is refused with the same sentence', () => {
  const problem = { code: 'retired-bundled', message, remedy };
  expect(bundledPaths('network', 'mobilenet-v2')).toEqual({ ok: false, problem });
  expect(bundledHash('network', 'mobilenet-v2')).toEqual({ ok: false, problem });
});

test.each(['constructor', 'toString', '__proto__', 'inception-v3'])(
  '%s was never retired',
  (name) => {
    expect(retirementOf('network', name)).toBeNull();
  },
);

test('a Load Image of before that names no picture keeps its own, and says that it is gone', () => {
  const load = { id: 'load', type: 'load-image', position: { x: 0, y: 0 }, params: {} };
  const parsed = parseDocument({ ...document('ssd'), nodes: [{ ...load, version: 1 }] }, catalog);
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      document: { nodes: [{ params: { file: { from: 'bundled', name: 'alps' } } }] },
      warnings: [{ code: 'retired-file', node: 'load' }],
    },
  });
});

test.each(['alps', 'canyon', 'allium', 'airplane', 'dust-bowl', 'cats'])(
  'the sample %s is told of',
  (name) => {
    expect(bundledHash('image', name)).toMatchObject({
      ok: false,
      problem: {
        code: 'retired-bundled',
        message: expect.stringMatching(/^The sample picture ".+" no longer comes /),
        remedy: expect.stringMatching(/^Choose another/),
      },
    });
  },
);

test('one that names a picture keeps it', () => {
  const file = { from: 'bundled', name: 'boats' };
  const load = { id: 'load', type: 'load-image', position: { x: 0, y: 0 }, params: { file } };
  const parsed = parseDocument({ ...document('ssd'), nodes: [{ ...load, version: 1 }] }, catalog);
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      document: { nodes: [{ version: catalog['load-image'].version, params: { file } }] },
      warnings: [],
    },
  });
});
