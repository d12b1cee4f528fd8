import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { jsonLimits } from '../../src/graph/file/strict-json.ts';
import { catalog, graph, node } from './catalog.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/documents/${name}`, import.meta.url), 'utf8');
}

function accepted(input: unknown, types?: typeof catalog) {
  const result = parseDocument(input, types);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

function refused(input: unknown) {
  const result = parseDocument(input, catalog);
  if (result.ok) throw new Error('It was accepted.');
  return result.problem;
}

describe('fixtures', () => {
  test('version 1: everything, known or not, is saved as it was loaded, to the byte', () => {
    const text = fixture('version-1.dream.json');
    expect(serialiseDocument(accepted(text).document)).toBe(text);
    expect(serialiseDocument(accepted(text, catalog).document)).toBe(text);
    expect(accepted(JSON.parse(text)).document).toEqual({ ...JSON.parse(text), version: 2 });
  });

  test('version 2: tracks and sequence, known or not, are saved as they were loaded, to the byte', () => {
    const text = fixture('version-2.dream.json');
    expect(serialiseDocument(accepted(text).document)).toBe(text);
    expect(serialiseDocument(accepted(text, catalog).document)).toBe(text);
    expect(accepted(JSON.parse(text)).document).toEqual(JSON.parse(text));
  });

  test('version 2: what does not work is told, once each', () => {
    const { warnings } = accepted(fixture('version-2.dream.json'), catalog);
    expect(warnings.map(problemText)).toEqual([
      'A track moves a node that is not there ("nowhere"). It is kept but not used.',
      'Mix, octave scale at frame 50: 9 does not fit. Use a number from 1 to 2.',
      'Mix has no parameter "fromTheFuture" at frame 0. Its value is kept but not used.',
    ]);
  });

  test('version 1 keeps fields that have a meaning of their own since', () => {
    const { document } = accepted(
      '{"format":"dreamgraph","version":1,"nodes":[],"sequence":"a","tracks":1,"variants":[{"id":"v","name":"V","tracks":2}]}',
    );
    expect(document).toMatchObject({ 'sequence of version 1': 'a', 'tracks of version 1': 1 });
    expect(document.variants[0]).toMatchObject({ 'tracks of version 1': 2 });
    expect(document).not.toHaveProperty('tracks');
  });

  test('version 1: what does not work is told, once each', () => {
    const { warnings } = accepted(fixture('version-1.dream.json'), catalog);
    expect(warnings.map(({ code }) => code)).toEqual([
      'unknown-param',
      'unknown-type',
      'edge',
      'exposed',
      'variant',
    ]);
    expect(warnings.map(problemText)).toEqual([
      'Mix "it" has no parameter "fromTheFuture". Its value is kept but not used.',
      'The node type "hologram" is not known here. hologram is kept as it is but cannot run.',
      'A wire does not work. There is no node "nowhere".',
      'The exposed parameter "lost" leads nowhere: there is no node "nowhere".',
      'The variant Strong changes a node that is not there ("nowhere"). The change is kept but not used.',
    ]);
  });

  test('version 0 becomes version 1 and loses nothing', () => {
    const { document } = accepted(fixture('version-0.dream.json'), catalog);
    expect(document).toEqual({
      ...graph(
        [
          node('photo.1: make-image', { position: { x: -40, y: 12.5 }, params: { fit: 'cover' } }),
          {
            ...node('blend', { position: { x: 200, y: 0 }, params: { amount: 0.25 } }),
            label: 'Half',
            colour: 'red',
          } as never,
        ],
        [],
        { name: 'Draft' },
      ),
      edges: [
        {
          id: 'e1',
          from: { node: 'photo.1', output: 'out' },
          to: { node: 'blend', input: 'base' },
        },
        { id: 'e2', from: { node: 'gone', output: 'out' }, to: { node: 'blend', input: 'over' } },
      ],
      author: 'someone',
    });
  });
});

describe('what is refused, and how', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const film = (part: string) => `{"format":"dreamgraph","version":2,"nodes":[],${part}}`;
  const withView = (view: string) =>
    `{"format":"dreamgraph","version":1,"nodes":[],"view":${view}}`;

  test.each([
    ['nothing', undefined, 'not-json'],
    ['no JSON', '{"format": "dreamgraph",}', 'not-json'],
    ['an empty text', ' \n', 'empty-document'],
    ['JSON with NaN', withView('NaN'), 'not-json'],
    ['an infinite number', withView('{"x":1e999,"y":0,"zoom":1}'), 'not-json'],
    ['a list', '[]', 'wrong-format'],
    ['another program', '{"last_node_id": 4, "nodes": []}', 'wrong-format'],
    ['another format', '{"format":"other","version":1}', 'wrong-format'],
    ['no version', '{"format":"dreamgraph"}', 'wrong-format'],
    ['half a version', '{"format":"dreamgraph","version":0.5}', 'wrong-format'],
    ['a newer version', '{"format":"dreamgraph","version":3,"nodes":[]}', 'newer-version'],
    ['a film of no frames', film('"sequence":{"frames":0,"fps":24}'), 'bad-document'],
    ['a film of half a frame', film('"sequence":{"frames":1.5,"fps":24}'), 'bad-document'],
    ['a track without keys', film('"tracks":[{"node":"a","param":"b","keys":[]}]'), 'bad-document'],
    ['no nodes', '{"format":"dreamgraph","version":1}', 'bad-document'],
    ['a zoom of 0', withView('{"x":0,"y":0,"zoom":0}'), 'bad-document'],
    ['the key __proto__', withView('{"__proto__":{"polluted":true}}'), 'not-json'],
    ['deep nesting', withView(deep(jsonLimits.depth + 1)), 'too-big'],
    ['very deep nesting', withView(deep(200_000)), 'too-big'],
    ['many values', { format: 'dreamgraph', x: new Array(jsonLimits.values).fill(0) }, 'too-big'],
    [
      'an object with a getter that throws',
      {
        get format() {
          throw new Error('Boo');
        },
      },
      'not-json',
    ],
    ['an instance of a class', new Date(), 'not-json'],
    ['a function', () => {}, 'not-json'],
  ])('%s', (_name, input, code) => {
    const problem = refused(input);
    expect(problem.code).toBe(code);
    expect(problemText(problem)).toMatch(/\.$/);
  });

  test('an object that holds itself', () => {
    const self: Record<string, unknown> = { format: 'dreamgraph', version: 1 };
    self.nodes = [self];
    expect(refused(self).code).toBe('too-big');
  });

  test('objects shared so often that they would fill the memory', () => {
    let bomb: unknown[] = [];
    for (let level = 0; level < 40; level++) bomb = [bomb, bomb];
    expect(refused({ format: 'dreamgraph', version: 1, nodes: bomb }).code).toBe('too-big');
  });

  test('a newer version says what to do', () => {
    expect(problemText(refused('{"format":"dreamgraph","version":12}'))).toBe(
      'This graph was saved by a newer Dreamgraph (format version 12; this one reads up to 2). Update Dreamgraph to open it.',
    );
  });

  test('the wrong format says what was found', () => {
    expect(problemText(refused('{"format":"comfy"}'))).toContain('its "format" is "comfy"');
  });

  test('a broken field is named with its place', () => {
    const broken = { ...graph([node('a: blend')]), view: { x: 0, y: 0, zoom: -1 } };
    expect(
      problemText(
        refused({ ...broken, nodes: [{ ...broken.nodes[0], position: { x: '1', y: 0 } }] }),
      ),
    ).toBe(
      'The graph cannot be read. nodes[0].position.x should be a number. view.zoom should be above 0. Correct the file or open another.',
    );
  });

  test('nothing leaks into the prototype of objects', () => {
    refused(withView('{"__proto__":{"polluted":true}}'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('what is mended', () => {
  test('a byte order mark and missing lists', () => {
    const { document } = accepted('\uFEFF{"format":"dreamgraph","version":1,"nodes":[]}');
    expect(document).toEqual({ ...graph([]), name: 'Untitled' });
  });

  test('-0 is 0, as a save would make it', () => {
    const { document } = accepted(
      '{"format":"dreamgraph","version":1,"nodes":[],"view":{"x":-0,"y":0,"zoom":1}}',
    );
    expect(Object.is(document.view.x, 0)).toBe(true);
  });

  test('ids that come twice', () => {
    const document = graph(['a: blend', 'a: reroute', 'a-2: blend'], ['a.image -> a-2.base'], {
      exposed: [
        { name: 'x', node: 'a', param: 'amount' },
        { name: 'x', node: 'a-2', param: 'amount' },
      ],
    });
    const { document: mended, warnings } = accepted(document, catalog);
    expect(mended.nodes.map(({ id, type }) => `${id}: ${type}`)).toEqual([
      'a: blend',
      'a-3: reroute',
      'a-2: blend',
    ]);
    expect(mended.exposed.map(({ name }) => name)).toEqual(['x', 'x-2']);
    expect(warnings.map(problemText)).toEqual([
      'Two nodes are called "a". The second is now "a-3".',
      'Two exposed parameters are called "x". The second is now "x-2".',
    ]);
  });
});

test('keys out of order, twice at one frame, and two tracks of one parameter', () => {
  const key = (frame: number, value: number) => ({ frame, value });
  const amount = { node: 'a', param: 'amount' };
  const keys = [key(9, 0.9), key(2, 0.2), key(9, 0.1)];
  const tracks = [
    { ...amount, keys },
    { ...amount, param: 'octaveScale', keys: [key(1, 1.5)] },
    { ...amount, keys: [key(2, 0), key(4, 0.4)] },
  ];
  const variants = [{ id: 'v', name: 'V', params: {}, tracks: [{ ...amount, keys }] }];
  const { document, warnings } = accepted(graph(['a: blend'], [], { tracks, variants }), catalog);
  expect(document.tracks).toEqual([
    { ...amount, keys: [key(2, 0.2), key(4, 0.4), key(9, 0.9)] },
    tracks[1],
  ]);
  expect(document.variants[0]?.tracks).toEqual([{ ...amount, keys: [key(2, 0.2), key(9, 0.9)] }]);
  expect(warnings.map(problemText)).toEqual([
    'Two tracks move "amount" of "a". They are now one.',
    'The track of "amount" of "a" has two keys at one frame. The first one counts.',
    'The track of "amount" of "a" has two keys at one frame. The first one counts.',
  ]);
});

test('ids and names as long as may be still fit when they are mended', () => {
  const [long, name] = ['i'.repeat(200), 'n'.repeat(60)];
  const document = graph([`${long}: blend`, `${long}: blend`], [], {
    exposed: ['amount', 'mode'].map((param) => ({ name, node: long, param })),
  });
  const { document: mended } = accepted(document, catalog);
  expect(mended.nodes[0]?.id).toBe(long);
  expect(accepted(mended, catalog).document).toEqual(mended);
});

describe('upgrades of nodes', () => {
  const old = (params: Record<string, number | string>, version = 1) =>
    node('g: grown', { version, params });
  const wires = ['p.out -> g.picture', 'n.out -> g.power', 'g.out -> b.base'];

  const track = (param: string, ...values: number[]) => ({
    ...{ node: 'g', param },
    keys: values.map((value, frame) => ({ frame, value })),
  });

  test('renames are followed by wires, tracks, variants and exposed parameters', () => {
    const document = graph(
      ['p: make-image', 'n: make-number', old({ power: 4 }), 'b: blend'],
      wires,
      {
        variants: [
          { id: 'v', name: 'V', params: { g: { power: 8 } } },
          { id: 'w', name: 'W', params: { b: { amount: 1 } }, tracks: [track('power', 6)] },
        ],
        tracks: [track('power', 2, 10), track('mode', 1)],
        exposed: [{ name: 'power', node: 'g', param: 'power' }],
      },
    );
    const { document: upgraded, warnings } = accepted(document, catalog);
    expect(warnings.map(({ code }) => code)).toEqual(['unknown-param']);
    expect(upgraded.nodes[2]).toEqual(node('g: grown', { version: 3, params: { strength: 2 } }));
    expect(upgraded.edges.map(({ from, to }) => `${from.output} ${to.input}`)).toEqual([
      'out image',
      'out strength',
      'result base',
    ]);
    expect(upgraded.variants.map(({ params }) => params)).toEqual([
      { g: { strength: 4 } },
      { b: { amount: 1 } },
    ]);
    expect(upgraded.exposed).toEqual([{ name: 'power', node: 'g', param: 'strength' }]);
    expect(upgraded.tracks).toEqual([track('strength', 1, 5), track('mode', 1)]);
    expect(upgraded.variants[1]?.tracks).toEqual([track('strength', 3)]);
  });

  test('a new parameter gets the value of before, and variants leave it alone', () => {
    const variants = [{ id: 'v', name: 'V', params: { e: { amount: 3 } } }];
    const document = graph([node('e: extended', { version: 1, params: { amount: 2 } })], [], {
      variants,
    });
    const { document: upgraded, warnings } = accepted(document, catalog);
    expect(warnings).toEqual([]);
    expect(upgraded.nodes[0]).toMatchObject({ version: 2, params: { amount: 2, sharp: false } });
    expect(upgraded.variants).toEqual(variants);
  });

  test('begin at the version of the node', () => {
    const { document } = accepted(graph([old({ strength: 4, power: 1 }, 2)]), catalog);
    expect(document.nodes[0]?.params).toEqual({ strength: 2, power: 1 });
  });

  test('a renamed value wins over a stray one of the new name', () => {
    const { document } = accepted(graph([old({ power: 4, strength: 'stray' })]), catalog);
    expect(document.nodes[0]?.params).toEqual({ strength: 2 });
  });

  test('a node whose upgrade fails stays as it was, with its wires', () => {
    const document = graph(['p: make-image', old({ power: 'much' })], ['p.out -> g.picture']);
    const { document: same, warnings } = accepted(document, catalog);
    expect(same).toEqual(document);
    expect(warnings[0]).toMatchObject({ code: 'upgrade-failed', node: 'g' });
  });

  test('without a catalog nothing changes', () => {
    const document = graph([old({ power: 4 })]);
    expect(accepted(document).document).toEqual(document);
  });

  test('a node of a newer version is kept and told', () => {
    const document = graph([old({ other: 1 }, 9)]);
    const { document: same, warnings } = accepted(document, catalog);
    expect(same).toEqual(document);
    expect(warnings.map(({ code }) => code)).toEqual(['newer-node']);
  });
});

test('a value out of range is kept and told with node and parameter', () => {
  const document = graph([node('b: blend', { params: { octaveScale: 9 } })]);
  expect(accepted(document, catalog).warnings.map(problemText)).toEqual([
    'Blend, octave scale: 9 does not fit. Use a number from 1 to 2.',
  ]);
});

describe('serialiseDocument', () => {
  test('gives equal text whatever the order of keys', () => {
    const document = graph([node('b: blend')], [], { name: 'Z' });
    const { nodes, name, ...rest } = document;
    const turned = {
      name,
      nodes: nodes.map(({ params, ...other }) => ({
        params: Object.fromEntries(Object.entries(params).reverse()),
        ...other,
      })),
      ...rest,
    };
    expect(serialiseDocument(turned)).toBe(serialiseDocument(document));
  });

  test('the compact form is one line that reads the same', () => {
    const { document } = accepted(fixture('version-1.dream.json'));
    const text = serialiseDocument(document, { compact: true });
    expect(text).not.toContain('\n');
    expect(accepted(text).document).toEqual(document);
  });

  test('never writes what JSON cannot hold', () => {
    const document = graph([node('b: blend', { position: { x: Number.NaN, y: 0 } })]);
    expect(() => serialiseDocument(document)).toThrow('NaN at .nodes[0].position.x');
  });
});
