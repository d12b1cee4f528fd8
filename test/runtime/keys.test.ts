import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ok } from '../../src/common/result.ts';
import { sha256Text } from '../../src/common/sha256.ts';
import type { Document } from '../../src/graph/document/document.ts';
import type { Environment } from '../../src/runtime/compile/plan.ts';
import { drawSeeds } from '../../src/runtime/compile/seeds.ts';
import { filesOf, referenceKey } from '../../src/runtime/keys/files.ts';
import { canonical } from '../../src/runtime/keys/step-key.ts';
import { chain, compileTest, environment, graph, node, wire } from './build.ts';
import { catalog } from './catalog.ts';

/** Node id -> key. */
function keys(document: Document, world: Environment = environment) {
  const { plan } = compileTest(document, { environment: world, targets: ids(document) });
  return new Map(plan.steps.map((step) => [step.node, step.key]));
}

function ids({ nodes }: Document) {
  return nodes.map(({ id }) => id);
}

function changed(before: Document, after: Document): readonly string[] {
  const old = keys(before);
  return [...keys(after)].filter(([id, key]) => old.get(id) !== key).map(([id]) => id);
}

test('the hash is SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(sha256Text(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }),
  );
  for (const length of [0, 55, 56, 63, 64, 65, 119, 120]) {
    const text = 'a'.repeat(length);
    expect(sha256Text(text)).toBe(createHash('sha256').update(text).digest('hex'));
  }
});

test('equal JSON has one canonical text, and different JSON another', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const shuffled = reversed(a);
      expect(canonical(shuffled as never)).toBe(canonical(a as never));
      expect(JSON.parse(canonical(a as never))).toEqual(JSON.parse(JSON.stringify(a)));
      const same =
        JSON.stringify(JSON.parse(canonical(b as never))) ===
        JSON.stringify(JSON.parse(canonical(a as never)));
      expect(canonical(a as never) === canonical(b as never)).toBe(same);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, entry]) => [key, reversed(entry)]));
}

/** A random graph without loops: node k reads only nodes before it. */
const acyclic = fc
  .array(
    fc.record({
      sources: fc.array(fc.nat(), { maxLength: 3 }),
      amount: fc.double({ min: 0, max: 10, noNaN: true }),
      split: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((specs) => {
    const nodes = [node('n0', 'photo')];
    const edges = [];
    const output = (index: number) => (nodes[index]?.type === 'split' ? 'low' : 'image');
    for (const { sources, amount, split } of specs) {
      const id = `n${nodes.length}`;
      const single = sources.length < 2;
      const type = single ? (split ? 'split' : 'blur') : 'mix';
      const picks = (sources.length === 0 ? [0] : sources).map((pick) => pick % nodes.length);
      for (const pick of new Set(picks)) {
        const input = single ? 'image' : 'images';
        edges.push(wire(`n${pick}.${output(pick)}`, `${id}.${input}`));
      }
      nodes.push(node(id, type, type === 'blur' ? { amount } : {}));
    }
    return graph(nodes, edges);
  });

function descendants({ edges }: Document, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const at of found)
    for (const { from, to } of edges) if (from.node === at) found.add(to.node);
  return found;
}

describe('a key', () => {
  test('does not know the node’s id, place, label or frame, nor the order of the lists', () => {
    fc.assert(
      fc.property(acyclic, fc.integer(), fc.string({ minLength: 1 }), (document, x, label) => {
        const moved = {
          ...document,
          nodes: document.nodes.map((entry) => ({
            ...entry,
            id: `renamed-${entry.id}`,
            position: { x, y: -x },
            label,
            frame: 'f',
          })),
          edges: document.edges.map(({ id, from, to }) => ({
            id: `${id}!`,
            from: { ...from, node: `renamed-${from.node}` },
            to: { ...to, node: `renamed-${to.node}` },
          })),
        };
        const before = keys(document);
        const after = keys({ ...moved, nodes: moved.nodes.toReversed() });
        for (const [id, key] of before) expect(after.get(`renamed-${id}`)).toBe(key);
        expect(after.size).toBe(before.size);
      }),
    );
  });

  test('changes with one parameter for exactly the node and its descendants', () => {
    fc.assert(
      fc.property(acyclic, fc.nat(), (document, pick) => {
        const blurs = document.nodes.filter(({ type }) => type === 'blur');
        const chosen = blurs[pick % Math.max(1, blurs.length)];
        fc.pre(chosen !== undefined);
        const nodes = document.nodes.map((entry) =>
          entry.id === chosen?.id ? { ...entry, params: { ...entry.params, mode: 'hard' } } : entry,
        );
        const expected = descendants(document, chosen?.id ?? '');
        expect(new Set(changed(document, { ...document, nodes }))).toEqual(expected);
      }),
    );
  });

  test('changes when two outputs of one kind change places', () => {
    const parts = [node('p', 'photo'), node('x', 'split'), node('b', 'blur')];
    const low = graph(parts, [wire('p.image', 'x.image'), wire('x.low', 'b.image')]);
    const high = graph(parts, [wire('p.image', 'x.image'), wire('x.high', 'b.image')]);
    expect(changed(low, high)).toEqual(['b']);
  });

  test('changes with the order of wires at an input that takes many', () => {
    const parts = [node('p', 'photo'), node('q', 'noise'), node('m', 'mix')];
    const edges = [wire('p.image', 'm.images'), wire('q.image', 'm.images')];
    expect(changed(graph(parts, edges), graph(parts, edges.toReversed()))).toEqual(['m']);
  });

  test('tells a mask from the image it is made of', () => {
    const parts = [node('p', 'photo'), node('m', 'mix')];
    const image = graph(parts, [wire('p.image', 'm.images')]);
    const mask = graph(parts, [wire('p.image', 'm.images'), wire('p.image', 'm.mask')]);
    expect(changed(image, mask)).toEqual(['m']);
  });

  test('counts a default left out and a default stored as the same', () => {
    const stored = {
      ...chain,
      nodes: [node('photo', 'photo', { size: 4 }), ...chain.nodes.slice(1)],
    };
    expect(changed(chain, stored)).toEqual([]);
  });

  test('does not see a reroute or a bypassed node', () => {
    const plain = graph([node('p', 'photo'), node('s', 'show')], [wire('p.image', 's.image')]);
    const winding = graph(
      [
        node('p', 'photo'),
        node('r', 'reroute'),
        node('b', 'blur', {}, { state: 'bypassed' }),
        node('s', 'show'),
      ],
      [wire('p.image', 'r.value'), wire('r.value', 'b.image'), wire('b.image', 's.image')],
    );
    expect(keys(winding).get('s')).toBe(keys(plain).get('s'));
  });

  test('knows a file by its content, not its name', () => {
    const world = (files: Record<string, string>): Environment => ({
      ...environment,
      files: new Map(Object.entries(files).map(([name, hash]) => [name, ok(hash)])),
    });
    const named = (name: string) =>
      graph([node('p', 'photo', { file: { from: 'file', name, sha256: name } })]);
    const both = world({ 'file a a': 'same', 'file b b': 'same' });
    expect(keys(named('a'), both)).toEqual(keys(named('b'), both));
    const differ = world({ 'file a a': 'one', 'file b b': 'two' });
    expect(keys(named('a'), differ)).not.toEqual(keys(named('b'), differ));
  });

  test('changes with the numeric profile and with a seed', () => {
    const noisy = graph([node('n', 'noise'), node('b', 'blur')], [wire('n.image', 'b.image')]);
    const profile = { ...environment, profile: 'other' };
    const seed = { ...environment, seed: () => 43 };
    for (const world of [profile, seed]) {
      const before = keys(noisy);
      for (const [id, key] of keys(noisy, world)) expect(key).not.toBe(before.get(id));
    }
  });
});

test('every file of a document and its variants is found once', () => {
  const own = { from: 'file', name: 'me.jpg', sha256: 'abc' } as const;
  const variants = [{ id: 'v', name: 'V', params: { p: { file: own } } }];
  const document = graph([node('p', 'photo'), node('q', 'photo'), node('n', 'network')], [], {
    variants,
  });
  const names = filesOf(document, catalog).map(({ reference }) => referenceKey(reference));
  expect(names).toEqual(['bundled mountains', 'file abc me.jpg']);
});

test('a drawn seed is the same whenever it is asked for again', () => {
  const seeds = drawSeeds();
  const drawn = Array.from({ length: 20 }, (_, i) => seeds(`n${i}`, 'seed'));
  expect(Array.from({ length: 20 }, (_, i) => seeds(`n${i}`, 'seed'))).toEqual(drawn);
  expect(new Set(drawn).size).toBeGreaterThan(15);
});
