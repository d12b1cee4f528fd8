import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import {
  checkConnection,
  connectionChecker,
  connectionCheckerTo,
} from '../../src/graph/connections/check-connection.ts';
import { checkEdges } from '../../src/graph/connections/check-edges.ts';
import { type PortKind, portKinds } from '../../src/graph/definition/port.ts';
import { catalog, graph, node, wire } from './catalog.ts';

const check = (document: ReturnType<typeof graph>, written: string) =>
  checkConnection(document, catalog, wire(written));

function refusal(document: ReturnType<typeof graph>, written: string) {
  const result = check(document, written);
  if (result.ok) throw new Error(`${written} was allowed.`);
  return result;
}

/** Written out by hand: the rows may go into the columns. */
const legal: Readonly<Record<PortKind, readonly PortKind[]>> = {
  image: ['image', 'mask'],
  octaves: ['octaves'],
  objective: ['objective'],
  network: ['network'],
  mask: ['mask'],
  motion: ['motion'],
  number: ['number', 'seed'],
  seed: ['seed', 'number'],
};

const pairs = portKinds.flatMap((from) => portKinds.map((to) => [from, to] as const));

describe('the table of kinds', () => {
  test.each(pairs)('%s into %s', (from, to) => {
    const document = graph([`a: make-${from}`, `b: take-${to}`]);
    const result = check(document, 'a.out -> b.in');
    expect(result.ok).toBe(legal[from].includes(to));
    if (!result.ok) {
      expect(result.problem.code).toBe('kind');
      expect(problemText(result.problem)).toMatch(/^Take \w+ takes .+\. This wire carries .+\.$/);
    } else if (from === to) expect(result.conversion).toBeUndefined();
    else expect(result.conversion).toMatchObject({ from, to });
  });

  test.each(pairs)('%s into %s, through two Reroutes', (from, to) => {
    const document = graph(
      [`a: make-${from}`, 'r: reroute', 's: reroute', `b: take-${to}`],
      ['a.out -> r.value', 'r.value -> s.value'],
    );
    expect(check(document, 's.value -> b.in').ok).toBe(legal[from].includes(to));
  });

  test.each(pairs)('%s into Reroutes that lead to %s', (from, to) => {
    const document = graph(
      [`a: make-${from}`, 'r: reroute', 's: reroute', `b: take-${to}`],
      ['r.value -> s.value', 's.value -> b.in'],
    );
    const result = check(document, 'a.out -> r.value');
    expect(result.ok).toBe(legal[from].includes(to));
    if (!result.ok) expect(result.problem.code).toBe('kind-ahead');
  });
});

describe('each refusal has a code and a sentence', () => {
  const document = graph(
    [
      'photo: make-image',
      'oct: make-octaves',
      'a: blend',
      'b: blend',
      'c: combine',
      node('x: future'),
    ],
    ['photo.out -> a.base', 'a.image -> b.base'],
  );

  test.each([
    ['photo.out -> photp.base', 'unknown-node', 'There is no node "photp".'],
    ['nobody.out -> a.base', 'unknown-node', 'There is no node "nobody".'],
    ['x.out -> a.over', 'unknown-type', 'future is of a type this version does not know (future)'],
    [
      'photo.out -> x.in',
      'unknown-type',
      'future is of a type this version does not know (future)',
    ],
    ['photo.ou -> a.over', 'unknown-output', 'Make image has no output "ou". Closest: out.'],
    ['photo.out -> a.bse', 'unknown-input', 'Blend has no input "bse". Closest: base.'],
    ['photo.out -> a.constructor', 'unknown-input', 'Blend has no input "constructor".'],
    ['photo.out -> oct.in', 'unknown-input', 'Make octaves has no input "in". It has no inputs.'],
    ['photo.out -> a.octaveScale', 'param-not-driven', 'No wire can set octave scale of Blend.'],
    [
      'oct.out -> a.over',
      'kind',
      'Blend takes one image at over. This wire carries octaves. An Octave Merge in between gives one image.',
    ],
    ['a.image -> a.over', 'cycle', 'Blend cannot take its own output.'],
    [
      'b.image -> a.over',
      'cycle',
      'Blend already depends on Blend: this wire would close a circle.',
    ],
    ['photo.out -> a.base', 'duplicate', 'Make image is already connected to base of Blend.'],
  ])('%s: %s', (written, code, sentence) => {
    const result = refusal(document, written);
    expect(result.problem.code).toBe(code);
    expect(problemText(result.problem)).toContain(sentence);
  });

  test('names the node type that would join the two', () => {
    expect(refusal(document, 'oct.out -> a.over').bridge).toBe('octave-merge');
    // Combine takes a mask, but only to shape the objective that it needs besides.
    const masked = graph(['m: make-mask', 'c: combine']);
    expect(refusal(masked, 'm.out -> c.objectives').bridge).toBeUndefined();
  });
});

describe('sockets', () => {
  test('a single input gives its old wire up', () => {
    const document = graph(['p: make-image', 'q: make-image', 'b: blend'], ['p.out -> b.base']);
    expect(check(document, 'q.out -> b.base')).toEqual({ ok: true, replaces: 'e1' });
    expect(check(document, 'q.out -> b.over')).toEqual({ ok: true });
  });

  test('an input for many keeps all wires', () => {
    const document = graph(
      ['p: make-objective', 'q: make-objective', 'c: combine'],
      ['p.out -> c.objectives'],
    );
    expect(check(document, 'q.out -> c.objectives')).toEqual({ ok: true });
  });

  test('a parameter with a socket takes a number', () => {
    const document = graph(['n: make-number', 'b: blend']);
    expect(check(document, 'n.out -> b.amount')).toEqual({ ok: true });
    expect(check(document, 'n.out -> b.seed').ok).toBe(true);
    expect(check(document, 'n.out -> b.mode')).toMatchObject({
      problem: { code: 'param-not-driven' },
    });
  });

  test('an output gives what came in, also where the input takes two kinds', () => {
    const document = graph(
      ['o: make-octaves', 'a: ascent', 'm: octave-merge', 'b: blend'],
      ['o.out -> a.picture'],
    );
    expect(check(document, 'a.picture -> m.octaves').ok).toBe(true);
    expect(problemText(refusal(document, 'a.picture -> b.base').problem)).toContain(
      'carries octaves',
    );
  });

  test('a Reroute without input takes the kind that what follows it agrees on', () => {
    const document = graph(
      ['r: reroute', 'a: take-objective', 'b: take-image'],
      ['r.value -> a.in'],
    );
    expect(check(document, 'r.value -> b.in')).toMatchObject({
      ok: false,
      problem: { code: 'kind' },
    });
  });
});

describe('cycles', () => {
  const chain = graph(
    ['photo: make-image', 'a: blend', 'b: blend', 'r: reroute', 'c: blend'],
    ['photo.out -> a.base', 'a.image -> b.base', 'b.image -> r.value', 'r.value -> c.base'],
  );

  test('are refused at any length, and the wire that is replaced does not matter', () => {
    expect(refusal(chain, 'c.image -> a.over').problem.code).toBe('cycle');
    expect(refusal(chain, 'c.image -> a.base').problem.code).toBe('cycle');
    expect(check(chain, 'a.image -> c.over').ok).toBe(true);
  });

  test('in a file do not hang the checks', () => {
    const broken = graph(
      ['r: reroute', 's: reroute', 'b: blend'],
      ['r.value -> s.value', 's.value -> r.value'],
    );
    expect(check(broken, 'r.value -> b.base')).toMatchObject({
      ok: false,
      problem: { code: 'kind' },
    });
    expect(check(broken, 'b.image -> r.value').ok).toBe(true);
  });
});

test('both checkers agree with checkConnection on every pair of sockets', () => {
  const document = graph(
    [
      'photo: make-image',
      'o: make-octaves',
      'n: make-number',
      'a: ascent',
      'b: blend',
      'r: reroute',
    ],
    ['photo.out -> a.picture', 'a.picture -> r.value', 'r.value -> b.base'],
  );
  const outputs = ['photo.out', 'o.out', 'n.out', 'a.picture', 'b.image', 'r.value', 'b.none'];
  const inputs = ['a.picture', 'a.objective', 'b.base', 'b.over', 'b.amount', 'r.value', 'z.in'];
  for (const output of outputs) {
    for (const input of inputs) {
      const { from, to } = wire(`${output} -> ${input}`);
      const whole = checkConnection(document, catalog, { from, to });
      expect(connectionChecker(document, catalog, from)(to)).toEqual(whole);
      expect(connectionCheckerTo(document, catalog, to)(from)).toEqual(whole);
    }
  }
});

describe('checkEdges', () => {
  test('finds nothing wrong with what checkConnection allows', () => {
    const document = graph(
      ['photo: make-image', 'o: make-objective', 'a: ascent', 'b: blend'],
      [
        'photo.out -> a.picture',
        'o.out -> a.objective',
        'a.picture -> b.base',
        'photo.out -> b.over',
      ],
    );
    expect(checkEdges(document, catalog).size).toBe(0);
  });

  test('gives a reason for each bad edge, and only for those', () => {
    const document = graph(
      [
        'p: make-image',
        'o: make-octaves',
        'b: blend',
        'c: blend',
        'd: blend',
        'r: reroute',
        'b2: blend',
      ],
      [
        'p.out -> b.base', // e1: first of two, counts
        'o.out -> b.over', // e2: wrong kind
        'p.out -> b.base', // e3: second at a single input
        'c.image -> d.base', // e4, e5: a circle
        'd.image -> c.base',
        'p.out -> c.over', // e6: leads into the circle but is not of it
        'ghost.out -> d.over', // e7: dangles
        'o.out -> r.value',
        'r.value -> b2.base', // e9: wrong behind a Reroute
      ],
    );
    const codes = [...checkEdges(document, catalog)].map(([id, { code }]) => `${id} ${code}`);
    expect(codes).toEqual([
      'e2 kind',
      'e3 occupied',
      'e4 cycle',
      'e5 cycle',
      'e7 unknown-node',
      'e9 kind',
    ]);
    const circle = checkEdges(document, catalog).get('e4')?.message;
    expect(circle).toMatch(/^This wire is part of a circle: Blend, Blend depend on each other\./);
  });

  test('takes a chain of 20,000 Reroutes', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `r${index}`);
    const wires = ids.slice(1).map((id, index) => `r${index}.value -> ${id}.value`);
    const document = graph(
      ['p: make-image', ...ids.map((id) => `${id}: reroute`), 'b: blend'],
      [...wires, 'p.out -> r0.value', 'r19999.value -> b.base'],
    );
    expect(checkEdges(document, catalog).size).toBe(0);
  });
});

/** Counts how often the nodes and edges of a document are looked at. */
function counted<T extends ReturnType<typeof graph>>(document: T) {
  let reads = 0;
  const watched = <U extends object>(list: U): U =>
    new Proxy(list, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key);
      },
    });
  const { nodes, edges } = document;
  return {
    document: { ...document, nodes: watched(nodes), edges: watched(edges) },
    reads: () => reads,
  };
}

test('a drag looks at each node and edge a few times, however many sockets there are', () => {
  const count = 200;
  const ids = Array.from({ length: count }, (_, index) => `n${index}`);
  const wires = ids.slice(1).map((id, index) => `n${index}.image -> ${id}.base`);
  const plain = graph(
    ids.map((id) => `${id}: blend`),
    wires,
  );
  const { document, reads } = counted(plain);
  const checker = connectionChecker(document, catalog, { node: 'n100', output: 'image' });
  const allowed = ids.filter((id) => checker({ node: id, input: 'over' }).ok);
  expect(allowed).toEqual(ids.slice(101));
  expect(reads()).toBeGreaterThanOrEqual(2 * count - 1);
  expect(reads()).toBeLessThan(4 * count);
});
