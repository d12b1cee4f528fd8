import { describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import type { Plan } from '../../../src/runtime/browser.ts';
import {
  footerOf,
  problemOf,
  runningBriefly,
  runningText,
  type StatusInput,
  staleCause,
} from '../../../src/ui/run/node-status.ts';
import { memoryWarning } from '../../../src/ui/run/outlook.ts';
import { createProgress } from '../../../src/ui/run/progress.ts';
import { withWarning } from '../../../src/ui/run/run-store.ts';

const calm: StatusInput = {
  state: undefined,
  known: true,
  run: undefined,
  plan: undefined,
  errors: [],
  running: false,
  cause: () => 'step size changed',
};

const missing = {
  code: 'missing-input',
  node: 'n',
  message: 'There is no image.',
  remedy: 'Connect an image.',
} as const;

describe('the footer of a node', () => {
  test('says why a result is stale, and that an older one is at hand', () => {
    const run = { status: 'done', key: 'a', ms: 900 } as const;
    const stale = footerOf({ ...calm, run, plan: { key: 'b', cached: false } });
    expect(stale).toEqual({ status: 'stale', text: 'Stale: step size changed' });
    expect(footerOf({ ...calm, run, plan: { key: 'b', cached: true } }).status).toBe('cached');
    expect(footerOf({ ...calm, run, plan: { key: 'a', cached: true } })).toEqual({
      status: 'cached',
      text: 'Done',
      time: '0.90 s',
    });
  });

  test('says cached of a node that no run asked for, as what follows it was cached', () => {
    const plan = { key: 'a', cached: true };
    expect(footerOf({ ...calm, plan })).toEqual({ status: 'cached', text: 'Cached' });
    expect(footerOf({ ...calm, plan, size: '192 × 144' }).text).toBe('192 × 144');
    expect(footerOf({ ...calm, plan: { key: 'a', cached: false } }).text).toBe('Not run yet');
  });

  test('an error goes before everything the plan says', () => {
    const run = { status: 'failed', key: 'a' } as const;
    expect(footerOf({ ...calm, run, running: true }).status).toBe('error');
  });

  test('a muted node says so whatever else it did', () => {
    const run = { status: 'done', key: 'a' } as const;
    expect(footerOf({ ...calm, run, state: 'muted' }).status).toBe('muted');
  });

  test('before any run it says what is missing', () => {
    expect(footerOf({ ...calm, errors: [missing] })).toEqual({
      status: 'idle',
      text: 'Connect an image.',
    });
  });

  test('an unfinished node says what it needs; once a run has met it, that is an error', () => {
    const errors = [missing];
    expect(problemOf({ run: undefined, errors })).toBeUndefined();
    const run = { status: 'done', key: 'a' } as const;
    expect(problemOf({ run, errors })).toBe(missing);
    expect(footerOf({ ...calm, run, errors })).toEqual({ status: 'error', text: 'Not run' });
  });

  test('a value that does not fit is an error at once', () => {
    const errors = [{ ...missing, code: 'param-value' }];
    expect(footerOf({ ...calm, errors }).status).toBe('error');
  });

  test('a result behind a broken node is stale', () => {
    const run = { status: 'done', key: 'a' } as const;
    expect(footerOf({ ...calm, run, plan: undefined }).status).toBe('stale');
  });

  test('tells the octave and the time left while it runs', () => {
    const run = {
      status: 'running',
      fraction: 0.5,
      detail: { octave: 3, octaves: 5 },
      msLeft: 14_000,
    } as const;
    expect(footerOf({ ...calm, run, running: true })).toEqual({
      status: 'running',
      text: 'Octave 3 of 5',
      time: '14 s left',
    });
  });
});

/** Each step reads the one before it; the last one is what the run is for. */
function planOf(...types: readonly string[]): Plan {
  const steps = types.map((type, step) => ({
    step,
    node: `n${step}`,
    type,
    name: type,
    params: { iterations: 10 },
    inputs: step > 0 ? { image: { step: step - 1, output: 'image' } } : {},
    key: `k${step}`,
    releases: [],
  }));
  const targets = [{ node: `n${types.length - 1}`, step: types.length - 1, output: 'image' }];
  return { steps, targets, delays: [], seeds: [], profile: 'test' };
}

const nothing: ReadonlySet<string> = new Set();
const done = { step: 0, node: 'n0', kind: 'step-done', cached: false } as const;

describe('progress of the whole run', () => {
  test('never goes back, ends at 1, and the ascent is most of it', () => {
    let time = 0;
    const plan = planOf('load-image', 'gradient-ascent', 'save-image');
    const progress = createProgress([plan], nothing, () => time);
    const at = (step: number) => ({ step, node: `n${step}` });
    const told = [
      progress.update(plan, { ...at(0), kind: 'step-done', ms: 100, cached: false }),
      progress.update(plan, { ...at(1), kind: 'progress', fraction: 0.25 }),
      progress.update(plan, { ...at(1), kind: 'progress', fraction: 0.75 }),
      progress.update(plan, { ...at(1), kind: 'step-done', ms: 15_000, cached: false }),
      progress.update(plan, { ...at(2), kind: 'step-done', ms: 5, cached: false }),
    ].map((news) => {
      time += 5000;
      return news?.fraction ?? Number.NaN;
    });
    expect(told[0]).toBeLessThan(0.05);
    expect(told[2]).toBeGreaterThan(0.7);
    expect(told.at(-1)).toBeCloseTo(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('estimates the time left from what was done', () => {
    let time = 0;
    const plan = planOf('gradient-ascent');
    const progress = createProgress([plan], nothing, () => time);
    time = 10_000;
    const told = progress.update(plan, { step: 0, node: 'n0', kind: 'progress', fraction: 0.25 });
    expect(told?.msLeft).toBeCloseTo(30_000);
  });

  test('a node has as long left as the run, or its share where others come after it', () => {
    let time = 0;
    const alone = planOf('load-image', 'gradient-ascent', 'save-image');
    const only = createProgress([alone], nothing, () => time);
    only.update(alone, { ...done, ms: 100 });
    time = 10_000;
    const told = only.update(alone, { step: 1, node: 'n1', kind: 'progress', fraction: 0.4 });
    expect(told?.msLeft).toBeGreaterThan(5000);
    expect(only.msLeftOf(alone, 1)).toBe(told?.msLeft);

    const twice = planOf('gradient-ascent', 'gradient-ascent');
    const both = createProgress([twice], nothing, () => time + 10_000);
    const run = both.update(twice, { step: 0, node: 'n0', kind: 'progress', fraction: 0.5 });
    // Half of one of two: a third of what is left.
    expect(both.msLeftOf(twice, 0)).toBeCloseTo((run?.msLeft ?? 0) / 3);
  });

  test('variants at work at once each have as long left as the run', () => {
    const [one, other] = [planOf('gradient-ascent'), planOf('gradient-ascent')];
    const second = { ...other, steps: other.steps.map((step) => ({ ...step, key: 'other' })) };
    const progress = createProgress([one, second]);
    progress.update(one, { step: 0, node: 'n0', kind: 'progress', fraction: 0.5 });
    const run = progress.update(second, { step: 0, node: 'n0', kind: 'progress', fraction: 0.5 });
    expect(progress.msLeftOf(second, 0)).toBeCloseTo(run?.msLeft ?? 0, -1);
  });

  test('what comes from the cache weighs nothing', () => {
    const plan = planOf('gradient-ascent', 'save-image');
    const progress = createProgress([plan]);
    progress.update(plan, { step: 0, node: 'n0', kind: 'step-done', ms: 0, cached: true });
    const told = progress.update(plan, { step: 1, node: 'n1', kind: 'progress', fraction: 0.5 });
    expect(told?.fraction).toBeCloseTo(0.5);
  });

  test('what variants share counts once, and what is kept from before not at all', () => {
    const [shared, own] = [planOf('gradient-ascent'), planOf('gradient-ascent')];
    const other = { ...own, steps: own.steps.map((step) => ({ ...step, key: 'other' })) };
    const first = createProgress([shared, shared, other]);
    expect(first.update(shared, { ...done, ms: 900 })?.fraction).toBeCloseTo(0.5);
    expect(first.shareOf(other)).toBe(0);
    const second = createProgress([shared, other], new Set(['k0']));
    expect(second.update(other, { ...done, ms: 900 })?.fraction).toBe(1);
  });
});

test('says what a node works on in words', () => {
  expect(runningText({ octave: 2, octaves: 5 })).toBe('Octave 2 of 5');
  expect(runningText({ octave: 2, octaves: 4, step: 12, steps: 20 })).toBe(
    'Octave 2 of 4, step 12 of 20',
  );
  const tiled = { octave: 1, octaves: 1, step: 2, steps: 3, tile: 5, tiles: 12 };
  expect(runningText(tiled)).toBe('Octave 1 of 1, step 2 of 3, tile 5 of 12');
  expect(runningText({ ...tiled, step: 0 })).toBe('Octave 1 of 1, measuring');
  expect(runningBriefly(tiled)).toBe('Octave 1 of 1');
  expect(runningText({ picture: 1, pictures: 4 })).toBe('Picture 1 of 4');
  expect(runningText(undefined)).toBe('Running');
});

const graph = {
  ...emptyDocument(),
  nodes: [
    {
      id: 'seed',
      type: 'noise',
      version: 1,
      position: { x: 0, y: 0 },
      params: { seed: 'random', amount: 0.1 },
    },
    { id: 'view', type: 'preview', version: 1, position: { x: 0, y: 0 }, params: {} },
    { id: 'other', type: 'noise', version: 1, position: { x: 0, y: 0 }, params: { amount: 0.1 } },
  ],
  edges: [
    { id: 'e', from: { node: 'seed', output: 'image' }, to: { node: 'view', input: 'image' } },
  ],
};

test('the cause of staleness is looked for upstream only', () => {
  const change = (id: string) => ({
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.id === id ? { ...node, params: { ...node.params, amount: 0.3 } } : node,
    ),
  });
  expect(staleCause(graph, change('seed'), 'view')).toBe('amount changed');
  expect(staleCause(graph, change('other'), 'view')).toBe('the graph changed');
});

test('each octave replaces what it warns of again, and nothing else', () => {
  const silent = (input: string, message: string) => ({ code: 'term-silent', input, message });
  const vanished = { code: 'gradient-vanished', message: 'octave 1' };
  const heard = [silent('term 1', 'octave 1'), silent('term 2', 'octave 1'), vanished];
  expect([...heard, silent('term 1', 'octave 2')].reduce(withWarning, [])).toEqual([
    silent('term 2', 'octave 1'),
    vanished,
    silent('term 1', 'octave 2'),
  ]);
});

test('more memory than the browser reports is warned of, and unknown memory is not', () => {
  expect(memoryWarning(9e9, 8)).toMatch(
    /^Needs about 9\.0 GB of memory, and the browser reports 8 GB/,
  );
  expect(memoryWarning(7e9, 8)).toBeUndefined();
  expect(memoryWarning(9e9, undefined)).toBeUndefined();
});
