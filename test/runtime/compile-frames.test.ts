import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document, Key } from '../../src/graph/document/document.ts';
import { valueAt } from '../../src/graph/sequence/value-at.ts';
import { compile } from '../../src/runtime/compile/compile.ts';
import { stepsToRun, whatWillRun } from '../../src/runtime/planning/needs.ts';
import { compileFrames } from '../../src/runtime/sequence/compile-frames.ts';
import { environment, graph, node, wire } from './build.ts';
import { catalog } from './catalog.ts';
import { feedback, filmCatalog, range } from './films.ts';

function compiled(document: Document, of = range) {
  return [...compileFrames(document, filmCatalog, { environment }, of)];
}

const keysOf = (document: Document, of = range) => compiled(document, of).map(({ key }) => key);

/** photo -> add -> show: nothing leads from frame to frame. */
function apart(keys: readonly Key[]): Document {
  return graph(
    [node('photo', 'photo'), node('add', 'blur'), node('show', 'show')],
    [wire('photo.image', 'add.image'), wire('add.image', 'show.image')],
    {
      sequence: { frames: range.last + 1, fps: 12 },
      tracks: [{ node: 'add', param: 'amount', keys }],
    },
  );
}

describe('a circle through Previous Frame', () => {
  test('is cut in the first frame, where the first picture passes, and in a still', () => {
    const { sequence: _, ...still } = feedback();
    const film = compiled(feedback())[0];
    expect(film?.errors).toEqual([]);
    expect(film?.plan.steps.map(({ node: id }) => id)).toEqual(['start', 'add', 'show']);
    const { plan, errors } = compile(still, filmCatalog, { environment });
    expect(errors).toEqual([]);
    expect(plan.steps.map(({ key }) => key)).toEqual(film?.plan.steps.map(({ key }) => key));
    expect(plan.delays).toEqual([]);
  });

  test('begins each later frame with what the one before left', () => {
    const [first, second] = compiled(feedback());
    const [delay] = first?.plan.delays ?? [];
    expect(delay).toMatchObject({ node: 'before', input: 'next', step: 1, output: 'image' });
    expect(second?.plan.steps.map(({ node: id }) => id)).toEqual(['before', 'add', 'show']);
    expect(second?.plan.steps[0]).toMatchObject({ key: delay?.key, given: { megapixels: 1 } });
  });

  test('gives every frame a key of its own, though nothing moves', () => {
    expect(new Set(keysOf(feedback())).size).toBe(range.last + 1);
  });

  test('what the next frame needs is kept to the end, though no output shows it', () => {
    const document = feedback();
    const nodes = [...document.nodes, node('more', 'blur', { amount: 3 })];
    const edges = document.edges.filter(({ to }) => to.node !== 'before' || to.input !== 'next');
    const aside = [wire('before.image', 'more.image'), wire('more.image', 'before.next')];
    const { plan } = compiled({ ...document, nodes, edges: [...edges, ...aside] })[3] ?? {};
    const more = plan?.steps.find(({ node: id }) => id === 'more');
    expect(plan?.delays).toMatchObject([{ node: 'before', step: more?.step }]);
    expect(plan?.steps.flatMap(({ releases }) => releases)).not.toContain(more?.step);
  });

  test('needs no step for what is given, and says so', () => {
    const { plan } = compiled(feedback())[1] ?? {};
    if (!plan) throw new Error('There is no second frame.');
    expect(stepsToRun(plan, new Set()).map(({ node: id }) => id)).toEqual(['add', 'show']);
    expect(whatWillRun(plan, new Set()).get('before')).toBe('cached');
  });

  test('cannot be compiled in the middle without what was before', () => {
    const { errors } = compile(feedback(), filmCatalog, { environment, frame: 5 });
    expect(errors.map(({ code, node: id }) => `${id} ${code}`)).toEqual(['before no-frame-before']);
    expect(errors[0]?.message).toBe('Previous Frame needs frame 4, which has not been made.');
  });

  test.each(['muted', 'bypassed'] as const)('%s, it is no circle any more', (state) => {
    const document = feedback();
    const nodes = document.nodes.map((each) => (each.id === 'before' ? { ...each, state } : each));
    const [first, second] = compiled({ ...document, nodes });
    expect(first?.plan.delays).toEqual([]);
    expect(second?.key).toBe(first?.key);
  });

  test('a source that gives nothing lets the first picture pass again', () => {
    const document = feedback();
    const [, edge] = document.edges.filter(({ to }) => to.node === 'before');
    const edges = document.edges.filter((each) => each !== edge);
    const keys = keysOf({ ...document, edges });
    expect(new Set(keys).size).toBe(1);
  });

  test('what does not fit into it is told in a film', () => {
    const document = feedback();
    const nodes = [...document.nodes, node('n', 'number')];
    const edges = document.edges.map((each) =>
      each.to.input === 'next' ? wire('n.number', 'before.next') : each,
    );
    const [first] = compiled({ ...document, nodes, edges });
    expect(first?.errors.map(({ code }) => code)).toEqual(['wrong-kind']);
  });
});

test('a circle without it is refused, and the way is named', () => {
  const document = graph(
    [node('a', 'blur'), node('b', 'blur'), node('show', 'show')],
    [wire('a.image', 'b.image'), wire('b.image', 'a.image'), wire('b.image', 'show.image')],
  );
  const { errors } = compile(document, filmCatalog, { environment });
  expect(errors.map(({ code }) => code)).toEqual(['cycle', 'cycle']);
  expect(errors[0]?.remedy).toBe(
    'Remove one of the wires of the loop. In a film a Previous Frame in between gives what came out one frame ago.',
  );
  expect(compile(document, catalog, { environment }).errors[0]?.remedy).toBe(
    'Remove one of the wires of the loop.',
  );
});

test('frames that do not go on from each other are compiled from where the range begins', () => {
  const document = apart([
    { frame: 0, value: 0 },
    { frame: 10, value: 10 },
  ]);
  const some = compiled(document, { first: 4, last: 6 });
  expect(some.map(({ frame }) => frame)).toEqual([4, 5, 6]);
  expect(some.map(({ key }) => key)).toEqual(keysOf(document).slice(4, 7));
  const all = compiled(feedback(), { first: 4, last: 6 });
  expect(all.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('a frame that shows several pictures has a key of all of them', () => {
  const several = (amount: number) => {
    const document = feedback();
    const nodes = [...document.nodes, node('other', 'blur', { amount }), node('more', 'show')];
    const edges = [wire('start.image', 'other.image'), wire('other.image', 'more.image')];
    return keysOf({ ...document, nodes, edges: [...document.edges, ...edges] });
  };
  expect(several(1)).toEqual(several(1));
  expect(several(1).filter((key, frame) => key === several(2)[frame])).toEqual([]);
});

test('random seeds are the same in every run of a film, so that it can be taken up again', () => {
  const document = feedback();
  const nodes = document.nodes.map((each) => (each.id === 'start' ? node('start', 'noise') : each));
  const keys = [1, 2].map((drawn) => {
    const chance = { ...environment, seed: () => drawn };
    const random = { ...document, nodes };
    return [...compileFrames(random, filmCatalog, { environment: chance }, range)].map(
      (f) => f.key,
    );
  });
  expect(keys[0]).toEqual(keys[1]);
});

test('a new seed at each frame', () => {
  const seeds = (params: object) => {
    const document = graph(
      [node('seed', 'seed', { seed: 7, ...params }), node('noise', 'noise'), node('show', 'show')],
      [wire('seed.seed', 'noise.seed'), wire('noise.image', 'show.image')],
      { sequence: { frames: 9, fps: 12 } },
    );
    return compiled(document, { first: 0, last: 8 });
  };
  expect(new Set(seeds({}).map(({ key }) => key)).size).toBe(1);
  const moving = seeds({ eachFrame: true });
  expect(new Set(moving.map(({ key }) => key)).size).toBe(9);
  expect(moving[0]?.key).toBe(seeds({})[0]?.key);
  // What is recorded with the picture is the seed that a person gives.
  expect(moving[5]?.plan.seeds).toEqual([{ node: 'seed', param: 'seed', seed: 7 }]);
});

const someKeys = fc
  .uniqueArray(
    fc.record({
      frame: fc.integer({ min: 0, max: 14 }),
      value: fc.integer({ min: 0, max: 9 }),
      ease: fc.constantFrom('hold' as const, 'linear' as const, 'smooth' as const),
    }),
    { minLength: 1, maxLength: 5, selector: ({ frame }) => frame },
  )
  .map((keys) => keys.sort((a, b) => a.frame - b.frame));

/** Frames at which the value of the parameter is another. */
function differing(a: readonly Key[], b: readonly Key[]): readonly boolean[] {
  const spec = catalog.blur.params.amount;
  return Array.from({ length: range.last + 1 }, (_, frame) => {
    return valueAt({ keys: a }, frame, spec) !== valueAt({ keys: b }, frame, spec);
  });
}

test('a change of a track changes the keys of the frames at which it has effect, and no others', () => {
  fc.assert(
    fc.property(someKeys, someKeys, (a, b) => {
      const changed = differing(a, b);
      const compare = (one: Document, other: Document) => {
        const keys = keysOf(other);
        return keysOf(one).map((key, frame) => key !== keys[frame]);
      };
      expect(compare(apart(a), apart(b))).toEqual(changed);
      const since = changed.indexOf(true);
      const after = changed.map((_, frame) => since >= 0 && frame >= since);
      expect(compare(feedback(a), feedback(b))).toEqual(after);
    }),
    { numRuns: 200 },
  );
});

test('two frames that change places are noticed, from the first of them on', () => {
  const hold = (values: readonly number[]) =>
    values.map((value, frame) => ({ frame, value, ease: 'hold' as const }));
  const places = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(places, (both) => {
      const [a = 0, b = 0] = both.sort((one, other) => one - other);
      const values = Array.from({ length: 12 }, (_, frame) => frame / 4);
      const swapped = values.with(a, values[b] ?? 0).with(b, values[a] ?? 0);
      const [one, other] = [values, swapped].map((each) => keysOf(feedback(hold(each))));
      expect(one?.findIndex((key, frame) => key !== other?.[frame])).toBe(a);
      // The sums are the same in the end, but not what they are made of.
      expect(one?.at(-1)).not.toBe(other?.at(-1));
    }),
  );
});
