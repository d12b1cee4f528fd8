import { describe, expect, test } from 'vitest';
import { ok } from '../../src/common/result.ts';
import type { InputRange } from '../../src/engine/index.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile } from '../../src/runtime/compile/compile.ts';
import type { Environment } from '../../src/runtime/node.ts';

/** What a Load Network says of picture values, in documents and in content keys. */
const position = { x: 0, y: 0 };
const own = { from: 'file', name: 'own.onnx' };
const plain = { scale: 1, offset: 0 };
const caffe = { scale: 255, offset: [-123.68, -116.779, -103.939], order: 'bgr' } as const;

function open(version: number, params: object, variant: object = {}) {
  const parsed = parseDocument(
    {
      ...{ format: 'dreamgraph', version: 1, name: 'Own' },
      nodes: [
        { id: 'net', type: 'load-network', version, position, params },
        { id: 'dream', type: 'layer-objective', version: 2, position, params: {} },
      ],
      edges: [
        {
          id: 'e',
          from: { node: 'net', output: 'network' },
          to: { node: 'dream', input: 'network' },
        },
      ],
      variants: [{ id: 'v', name: 'Variant', params: { net: variant } }],
    },
    catalog,
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value.document;
}

function keyOf(params: object, wants?: InputRange, version = 2): string | undefined {
  const environment: Environment = {
    ...{ profile: 'test', seed: () => 1 },
    files: new Map([['file  own.onnx', ok('hash')]]),
    ...(wants && { wants: new Map([['file  own.onnx', wants as never]]) }),
  };
  const document = open(version, params);
  const { plan } = compile(document, catalog, { environment, targets: ['dream'] });
  return plan.steps.find(({ node }) => node === 'net')?.key;
}

describe('content keys hold what the values come to', () => {
  test('another guess is another key, and so is what was set by hand', () => {
    const keys = [
      keyOf({ file: own }, plain),
      keyOf({ file: own }, caffe),
      keyOf({ file: own, range: 'imagenet' }, plain),
      keyOf({ file: own, range: 'imagenet', order: 'bgr' }, plain),
      keyOf({ file: own, range: 'custom', scale: [2], offset: [1, 2, 3] }, plain),
      keyOf({ file: own, range: 'custom', scale: [2], offset: [1, 2, 4] }, plain),
    ];
    expect(keys.every((key) => key !== undefined)).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('set by hand, a guess makes no difference any more', () => {
    const params = { file: own, range: 'imagenet' };
    expect(keyOf(params, caffe)).toBe(keyOf(params, plain));
    expect(keyOf({ file: own, range: 'zero-to-one' }, caffe)).toBe(keyOf({ file: own }, plain));
  });

  test('documents of before keep their keys: nobody guessed then', () => {
    // By the app in which Load Network was of version 1.
    const before = 'd73e92414b56bc0e92cd8ccf96bffa2c';
    expect(keyOf({ file: own }, caffe, 1)).toBe(before);
    expect(keyOf({ file: own, range: 'known' }, caffe, 1)).toBe(before);
  });
});

describe('a document of before gets written down what it meant', () => {
  const bundled = { from: 'bundled', name: 'ssd' };
  test.each([
    [{ file: own }, 'zero-to-one'],
    [{ file: own, range: 'minus-one-to-one' }, 'minus-one-to-one'],
    [{ file: bundled }, undefined],
    [{}, undefined],
  ])('%j', (params, range) => {
    const [node] = open(1, params).nodes;
    expect(node).toMatchObject({ version: 2, params: { order: 'known' } });
    expect(node?.params.range).toBe(range);
    expect(open(2, params).nodes[0]?.params.range).toBe((params as { range?: string }).range);
  });

  test.each([
    ['another own network', { file: own }, { file: { ...own, name: 'b' } }, undefined],
    ['an own network in place of ours', { file: bundled }, { file: own }, 'zero-to-one'],
    ['ours in place of an own one', { file: own }, { file: bundled }, 'known'],
    ['an own one, values set', { file: bundled, range: 'zero-to-255' }, { file: own }, undefined],
    ['nothing of the network', { file: own }, {}, undefined],
  ])('a variant with %s', (_, params, variant, range) => {
    const [changed] = open(1, params, variant).variants;
    expect(changed?.params.net?.range).toBe(range);
  });
});
