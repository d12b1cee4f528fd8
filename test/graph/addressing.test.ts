import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { exposedParams, setExposed } from '../../src/graph/addressing/exposed.ts';
import { findNode } from '../../src/graph/addressing/find-node.ts';
import { setFromText } from '../../src/graph/addressing/set-from-text.ts';
import { sourcesFor, targetsFor } from '../../src/graph/connections/candidates.ts';
import { outline } from '../../src/graph/connections/outline.ts';
import { impliedSockets } from '../../src/graph/definition/sockets.ts';
import { differences, findVariant, withVariant } from '../../src/graph/document/variants.ts';
import { catalog, graph, node } from './catalog.ts';

const document = graph(
  [
    'photo: make-image',
    node('one: blend', { label: 'First' }),
    'two: blend',
    'three: blend',
    'x.1: future',
    'dream: ascent',
  ],
  ['photo.out -> one.base'],
  {
    variants: [
      { id: 'v1', name: 'Deep', params: { one: { amount: 1 }, ghost: { amount: 1 } } },
      { id: 'v2', name: 'Fine', params: {} },
    ],
    exposed: [
      { name: 'mix', node: 'one', param: 'amount' },
      { name: 'lost', node: 'ghost', param: 'amount' },
      { name: 'scale', node: 'two', param: 'octaveScale' },
    ],
  },
);

describe('findNode', () => {
  test.each([
    ['one', 'one'],
    ['First', 'one'],
    ['first', 'one'],
    ['Gradient Ascent', 'dream'],
    ['TWO', 'two'],
    ['x.1', 'x.1'],
  ])('%s', (reference, id) => {
    expect(findNode(document, catalog, reference)).toMatchObject({ ok: true, value: { id } });
  });

  test.each([
    ['Blend', '2 nodes are called "Blend". Use an id: two, three.'],
    ['phto', 'No node is called "phto". Closest: photo.'],
    ['zzzzzzzzz', 'No node is called "zzzzzzzzz". Nodes: photo, one, two, three, x.1, dream.'],
  ])('%s is refused', (reference, message) => {
    const found = findNode(document, catalog, reference);
    expect(found.ok ? '' : problemText(found.problem)).toBe(message);
  });
});

describe('setFromText', () => {
  test.each([
    ['one.amount=0.25', { node: 'one', param: 'amount', value: 0.25 }],
    ['First . Octave scale = 1.5', { node: 'one', param: 'octaveScale', value: 1.5 }],
    ['two.gains=1, 0.5', { node: 'two', param: 'gains', value: [1, 0.5] }],
    ['two.mode=multiply', { node: 'two', param: 'mode', value: 'multiply' }],
    ['two.SEED=random', { node: 'two', param: 'seed', value: 'random' }],
  ])('%s', (text, expected) => {
    expect(setFromText(document, catalog, text)).toEqual({
      ok: true,
      value: { type: 'set-param', ...expected },
    });
  });

  test.each([
    [
      'amount',
      'bad-setting',
      '"amount" is no setting. Write NODE.PARAM=VALUE, such as ascent.iterations=20.',
    ],
    ['=1', 'bad-setting', '"=1" is no setting.'],
    ['one.=1', 'bad-setting', '"one.=1" is no setting.'],
    ['.amount=1', 'bad-setting', '".amount=1" is no setting.'],
    ['fist.amount=1', 'unknown-node', 'Closest: First.'],
    ['Blend.amount=1', 'ambiguous-node', 'Use an id: two, three.'],
    ['one.amont=1', 'unknown-param', 'First has no parameter "amont". Closest: amount.'],
    ['photo.amount=1', 'unknown-param', 'Make image has no parameter "amount". It has none.'],
    ['dream.constructor=1', 'unknown-param', 'Parameters: iterations.'],
    ['one.amount=2', 'param-value', 'First, amount: 2 does not fit. Use a number from 0 to 1.'],
    ['dream.iterations=ten', 'param-value', 'Gradient Ascent, iterations: "ten" does not fit.'],
    ['x.1.beam=1', 'unknown-type', 'future is of a type that is not known here (future)'],
  ])('%s is refused', (text, code, message) => {
    const result = setFromText(document, catalog, text);
    expect(result).toMatchObject({ ok: false, problem: { code } });
    expect(result.ok || problemText(result.problem)).toContain(message);
  });
});

describe('exposed parameters', () => {
  test('are listed with what they are, without those that lead nowhere', () => {
    const listed = exposedParams(document, catalog).map(({ name, node: { id }, param, value }) => [
      name,
      id,
      param,
      value,
    ]);
    expect(listed).toEqual([
      ['mix', 'one', 'amount', 0.5],
      ['scale', 'two', 'octaveScale', 1.4],
    ]);
  });

  test('are set by name and text', () => {
    expect(setExposed(document, catalog, 'mix', '0.75')).toEqual({
      ok: true,
      value: { type: 'set-param', node: 'one', param: 'amount', value: 0.75 },
    });
    expect(setExposed(document, catalog, 'scal', '1')).toMatchObject({
      problem: { message: 'The graph exposes no parameter "scal". Closest: scale.' },
    });
    expect(setExposed(document, catalog, 'lost', '1')).toMatchObject({ ok: false });
    expect(setExposed(document, catalog, 'scale', '3')).toMatchObject({
      problem: {
        message: 'Blend, octave scale: 3 does not fit.',
        remedy: 'Use a number from 1 to 2.',
      },
    });
  });
});

describe('variants', () => {
  test('are found by id and by name', () => {
    expect(findVariant(document, 'v2')).toMatchObject({ ok: true, value: { name: 'Fine' } });
    expect(findVariant(document, 'deep')).toMatchObject({ ok: true, value: { id: 'v1' } });
    expect(findVariant(document, 'Dep')).toMatchObject({
      problem: { message: 'There is no variant "Dep". Closest: Deep.' },
    });
    expect(findVariant(graph([]), 'a')).toMatchObject({
      problem: { message: 'There is no variant "a". The graph has no variants.' },
    });
  });

  test('change the graph by their values alone', () => {
    const [deep, fine] = document.variants;
    if (!deep || !fine) throw new Error('No variants.');
    expect(differences(document, withVariant(document, deep))).toEqual([
      { node: 'one', param: 'amount', from: 0.5, to: 1 },
    ]);
    expect(differences(document, withVariant(document, fine))).toEqual([]);
    expect(document.nodes[1]?.params.amount).toBe(0.5);
  });
});

describe('the outline', () => {
  test('lists nodes before what depends on them, with sockets and wires', () => {
    const turned = graph(
      ['end: take-image', 'r: reroute', 'photo: make-image', 'x: future'],
      ['photo.out -> r.value', 'r.value -> end.in', 'x.light -> end.lamp', 'gone.out -> x.scene'],
    );
    const nodes = outline(turned, catalog);
    expect(nodes.map(({ title }) => title)).toEqual([
      'Make image',
      'future',
      'Reroute',
      'Take image',
    ]);
    const [, future, reroute, end] = nodes;
    expect(reroute?.outputs).toEqual([
      {
        key: 'value',
        title: 'Value',
        kinds: ['image'],
        required: false,
        wires: [{ edge: 'e2', node: 'end', title: 'Take image' }],
      },
    ]);
    expect(future?.inputs[0]?.wires).toEqual([{ edge: 'e4', node: 'gone', title: 'gone' }]);
    expect(end?.inputs.map(({ key, kinds, required }) => [key, kinds, required])).toEqual([
      ['in', ['image'], true],
      ['lamp', [], false],
    ]);
  });

  test('holds every node once, circles included', () => {
    const ring = graph(
      ['a: blend', 'b: blend', 'c: blend'],
      ['a.image -> b.base', 'b.image -> a.base', 'b.image -> c.base'],
    );
    expect(outline(ring, catalog).map(({ node: { id } }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('offers the legal ends of a new wire', () => {
    expect(
      targetsFor(document, catalog, { node: 'one', output: 'image' }).map(({ title, end }) => [
        end.node,
        title,
      ]),
    ).toEqual([
      ['two', 'Blend: Base'],
      ['two', 'Blend: Over'],
      ['three', 'Blend: Base'],
      ['three', 'Blend: Over'],
      ['dream', 'Gradient Ascent: Picture'],
    ]);
    expect(
      sourcesFor(document, catalog, { node: 'one', input: 'base' }).map(({ end }) => end.node),
    ).toEqual(['two', 'three', 'dream']);
  });
});

test('sockets that only wires imply are found for unknown and known types', () => {
  const odd = graph(
    ['x: future', 'b: blend'],
    ['x.light -> b.base', 'x.light -> b.glow', 'b.image -> x.scene'],
  );
  const [future, blend] = odd.nodes;
  if (!future || !blend) throw new Error('No nodes.');
  expect(impliedSockets(odd, catalog, future)).toEqual({ inputs: ['scene'], outputs: ['light'] });
  expect(impliedSockets(odd, catalog, blend)).toEqual({ inputs: ['glow'], outputs: [] });
});
