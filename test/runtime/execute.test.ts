import { describe, expect, test } from 'vitest';
import type { Picture } from '../../src/engine/picture/index.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { createPreviewGate } from '../../src/runtime/execute/context.ts';
import type { RunEvent } from '../../src/runtime/execute/events.ts';
import { execute } from '../../src/runtime/execute/execute.ts';
import type { ExecutorDeps } from '../../src/runtime/execute/executor-types.ts';
import { problemOfError } from '../../src/runtime/execute/run-step.ts';
import { whatWillRun } from '../../src/runtime/planning/needs.ts';
import { chain, compileTest, graph, node, wire } from './build.ts';
import { flat, greyOf, testDeps } from './runs.ts';

async function run(
  document: Document,
  deps: ExecutorDeps,
  more: {
    signal?: AbortSignal;
    keep?: AbortSignal;
    targets?: readonly string[];
    on?: (event: RunEvent<Picture>) => void;
  } = {},
) {
  const { plan } = compileTest(document, more.targets ? { targets: more.targets } : {});
  const events: RunEvent<Picture>[] = [];
  const execution = await execute(deps, plan, {
    run: 'r1',
    signal: more.signal ?? new AbortController().signal,
    ...(more.keep && { keep: more.keep }),
    onEvent: (event) => {
      events.push(event);
      more.on?.(event);
    },
  });
  const outcomes = execution.report.steps.map(({ node: id, cached, problem, skippedBecause }) => {
    const end = problem?.code ?? (skippedBecause && `skipped: ${skippedBecause}`);
    return `${id} ${end ?? (cached ? 'cached' : 'ran')}`;
  });
  return { ...execution, events, outcomes };
}

function withParams(document: Document, id: string, params: Document['nodes'][number]['params']) {
  const nodes = document.nodes.map((entry) =>
    entry.id === id ? { ...entry, params: { ...entry.params, ...params } } : entry,
  );
  return { ...document, nodes };
}

describe('a run', () => {
  test('computes the targets and tells of every step in order', async () => {
    const { report, targets, events } = await run(chain, testDeps());
    expect(report.end).toBe('done');
    expect(targets).toMatchObject([{ node: 'show', output: 'image' }]);
    expect(greyOf(targets[0]?.outputs.image)).toBeCloseTo(2.25);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    const told = events.map((event) =>
      'node' in event ? `${event.kind} ${event.node}` : event.kind,
    );
    expect(told.filter((line) => !/progress|preview/.test(line))).toEqual([
      'start',
      'step-start photo',
      'step-done photo',
      'step-start blur',
      'step-done blur',
      'step-start show',
      'step-done show',
      'done',
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'progress',
        fraction: 0.5,
        detail: { octave: 1, octaves: 2 },
        objective: 1,
      }),
    );
    const finals = events.filter((event) => event.kind === 'preview' && event.final);
    expect(finals).toHaveLength(3);
    expect(report.steps[1]).toMatchObject({ node: 'blur', type: 'blur', objective: 2 });
    expect(report.steps[1]?.ms).toBeGreaterThan(0.5);
  });

  test('says what a step warned of, also when its value is read from the cache', async () => {
    const deps = testDeps();
    const much = withParams(chain, 'blur', { amount: 9 });
    for (const outcome of ['blur ran', 'blur cached']) {
      const { events, report, outcomes } = await run(much, deps, { targets: ['blur'] });
      expect(outcomes).toContain(outcome);
      const warnings = events.flatMap((event) => (event.kind === 'warning' ? [event] : []));
      expect(warnings).toMatchObject([{ node: 'blur', problem: { code: 'nearly-too-much' } }]);
      expect(report.steps.at(-1)?.warnings).toEqual([
        { code: 'nearly-too-much', message: 'Nine is nearly too much.' },
      ]);
    }
    const { report } = await run(chain, deps);
    expect(report.steps.every(({ warnings }) => warnings === undefined)).toBe(true);
  });

  test('says what each objective moved, also when the value is read from the cache', async () => {
    const deps = testDeps();
    const mixed = graph(
      [node('p', 'photo'), node('z', 'noise'), node('m', 'mix')],
      [wire('p.image', 'm.images'), wire('z.image', 'm.images')],
    );
    for (const cached of [false, true]) {
      const { events, report } = await run(mixed, deps, { targets: ['m'] });
      const done = events.find((event) => event.kind === 'step-done' && event.node === 'm');
      expect(done).toMatchObject({ cached, shares: [0.5, 0.5] });
      expect(report.steps.at(-1)?.shares).toEqual([0.5, 0.5]);
    }
  });

  test('passes driven parameters on, rounded where whole numbers are wanted, and checks them', async () => {
    const driven = (value: number, param: string) =>
      graph(
        [...chain.nodes, node('n', 'number', { value })],
        [...chain.edges, wire('n.number', `blur.${param}`)],
      );
    const { targets } = await run(driven(4.5, 'amount'), testDeps());
    expect(greyOf(targets[0]?.outputs.image)).toBeCloseTo(4.75);
    const whole = await run(driven(3.4, 'steps'), testDeps());
    expect(whole.events.filter(({ kind }) => kind === 'progress')).toHaveLength(3);
    const { report } = await run(driven(0, 'steps'), testDeps());
    const problem = report.steps.find(({ node: id }) => id === 'blur')?.problem;
    expect(problem?.code).toBe('param-value');
    expect(problem?.message).toBe(
      'Blur, Steps: the wire brings a value that does not fit. 0 does not fit.',
    );
    expect(problem?.remedy).toBe('Use a whole number from 1 to 2000.');
  });

  test('converts images to masks and numbers to seeds', async () => {
    const seeded = (value: number) =>
      graph(
        [
          node('n', 'number', { value }),
          node('z', 'noise'),
          node('p', 'photo'),
          node('m', 'mix'),
          node('s', 'show'),
        ],
        [
          wire('n.number', 'z.seed'),
          wire('z.image', 'm.images'),
          wire('p.image', 'm.mask'),
          wire('m.image', 's.image'),
        ],
      );
    for (const [value, seed] of [
      [6.6, 7],
      [-1, 2 ** 32 - 1],
      [2 ** 32 + 3, 3],
    ] as const) {
      const { targets } = await run(seeded(value), testDeps());
      // The mask is the luminance of the photo: 0.25.
      expect(greyOf(targets[0]?.outputs.image)).toBeCloseTo(Math.fround(seed) * 0.25, 3);
    }
  });

  test('whose step fails skips what depends on it, and does the rest', async () => {
    const branches = graph(
      [
        ...chain.nodes,
        node('bad', 'blur', { amount: 10 }),
        node('bug', 'blur', { mode: 'hard' }),
        node('t', 'show'),
        node('u', 'show'),
      ],
      [
        ...chain.edges,
        wire('photo.image', 'bad.image'),
        wire('photo.image', 'bug.image'),
        wire('bad.image', 't.image'),
        wire('bug.image', 'u.image'),
      ],
    );
    const { report, outcomes, targets } = await run(branches, testDeps());
    expect(report.end).toBe('failed');
    expect(outcomes.toSorted()).toEqual(
      [
        'photo ran',
        'blur ran',
        'show ran',
        'bad too-much',
        't skipped: bad',
        'bug fault',
        'u skipped: bug',
      ].toSorted(),
    );
    expect(targets.map(({ node: id }) => id)).toEqual(['show']);
    const bug = report.steps.find(({ node: id }) => id === 'bug')?.problem?.message;
    expect(bug).toContain('Blur stopped because of a fault in Dreamgraph: index out of range.');
  });

  test('tells memory that ran out from a bug', () => {
    expect(problemOfError(new RangeError('Array buffer allocation failed'), 'Blur').code).toBe(
      'out-of-memory',
    );
    expect(problemOfError(new RangeError('Maximum call stack size exceeded'), 'Blur').code).toBe(
      'fault',
    );
    expect(problemOfError(undefined, 'Blur').message).toMatch(/^Blur stopped.*\.$/);
  });
});

describe('what was computed before', () => {
  test('is read again: only what is downstream of a change runs', async () => {
    const calls: string[] = [];
    const deps = testDeps({ calls });
    await run(chain, deps);
    expect(calls.splice(0)).toEqual(['photo', 'blur', 'show']);
    expect((await run(chain, deps)).outcomes).toEqual(['show cached']);
    const changed = withParams(chain, 'blur', { amount: 3 });
    expect((await run(changed, deps)).outcomes).toEqual(['photo cached', 'blur ran', 'show ran']);
    expect(calls).toEqual(['blur', 'show']);
  });

  test('brings its objective along', async () => {
    const deps = testDeps();
    await run(chain, deps, { targets: ['blur'] });
    const { report } = await run(chain, deps, { targets: ['blur'] });
    expect(report.steps).toMatchObject([{ node: 'blur', cached: true, objective: 2 }]);
  });

  test('serves a second node of the same key in one run', async () => {
    const calls: string[] = [];
    const twins = graph(
      [...chain.nodes, node('twin', 'blur', { amount: 2 }), node('t', 'show')],
      [...chain.edges, wire('photo.image', 'twin.image'), wire('twin.image', 't.image')],
    );
    const { outcomes } = await run(twins, testDeps({ calls }));
    expect(calls).toEqual(['photo', 'blur', 'show']);
    expect(outcomes.filter((line) => line.endsWith('cached'))).toEqual(['twin cached', 't cached']);
  });

  test('may all be gone: a run needs no cache', async () => {
    const { report, targets } = await run(chain, testDeps({ budget: 0 }));
    expect(report.end).toBe('done');
    expect(greyOf(targets[0]?.outputs.image)).toBeCloseTo(2.25);
  });

  test('on another backend is kept apart', async () => {
    const deps = testDeps();
    await run(chain, deps);
    const moved = await run(chain, { ...deps, profile: 'other' });
    expect(moved.outcomes).toEqual(['photo ran', 'blur ran', 'show ran']);
    expect(moved.report.profile).toBe('other');
  });

  test('is marked before a run as the run will treat it', async () => {
    const deps = testDeps();
    const { plan } = compileTest(chain);
    const shown = new Map(plan.steps.map(({ node: id, key }) => [id, key]));
    const keys = () => new Set(deps.cache.keys());
    const marks = (document: Document, cached = keys()) =>
      Object.fromEntries(whatWillRun(compileTest(document).plan, cached, shown));
    expect(marks(chain)).toEqual({ photo: 'will-run', blur: 'will-run', show: 'will-run' });
    await run(chain, deps);
    expect(marks(chain)).toEqual({ photo: 'cached', blur: 'cached', show: 'cached' });
    const changed = withParams(chain, 'blur', { amount: 3 });
    expect(marks(changed)).toEqual({ photo: 'cached', blur: 'stale', show: 'stale' });
    const last = new Set([plan.steps.at(-1)?.key ?? '']);
    expect(marks(chain, last)).toEqual({ photo: 'not-needed', blur: 'not-needed', show: 'cached' });
  });
});

describe('a cancelled run', () => {
  test('ends within a step and keeps nothing half done', async () => {
    const calls: string[] = [];
    const deps = testDeps({ calls });
    const stop = new AbortController();
    const slow = withParams(chain, 'blur', { steps: 9 });
    const { report, events, outcomes } = await run(slow, deps, {
      signal: stop.signal,
      on: (event) => {
        if (event.kind === 'progress' && event.fraction > 0.2) stop.abort();
      },
    });
    expect(report.end).toBe('cancelled');
    expect(events.at(-1)?.kind).toBe('cancelled');
    expect(events.filter(({ kind }) => kind === 'progress')).toHaveLength(2);
    expect(outcomes).toEqual(['photo ran']);
    expect(calls).toEqual(['photo', 'blur']);
    const again = await run(slow, deps);
    expect(again.outcomes).toEqual(['photo cached', 'blur ran', 'show ran']);
    expect(greyOf(again.targets[0]?.outputs.image)).toBeCloseTo(2.25);
  });

  test('takes in a cancellation that comes as a message between steps', async () => {
    const stop = new AbortController();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => stop.abort();
    port2.postMessage('stop');
    const { report } = await run(chain, testDeps(), { signal: stop.signal });
    port1.close();
    expect(report).toMatchObject({ end: 'cancelled', steps: [] });
  });

  test('stops at a breakdown, since no later step could run', async () => {
    const lost = { code: 'backend-lost', message: 'The GPU is gone.' };
    const bad = withParams(chain, 'blur', { amount: 10 });
    const { report, outcomes } = await run(bad, { ...testDeps(), breakdown: () => lost });
    expect(outcomes).toEqual(['photo ran', 'blur backend-lost']);
    expect(report.end).toBe('failed');
  });
});

describe('a run that is ended with what there is', () => {
  const slow = withParams(chain, 'blur', { steps: 8 });
  const twins = graph(
    [...slow.nodes, node('twin', 'blur', { amount: 2, steps: 8 }), node('t', 'show')],
    [...slow.edges, wire('photo.image', 'twin.image'), wire('twin.image', 't.image')],
  );
  async function keepIn(document: Document, deps: ExecutorDeps) {
    const keep = new AbortController();
    const on = (event: RunEvent<Picture>) => {
      if (event.kind === 'progress' && event.fraction >= 0.25) keep.abort();
    };
    return run(document, deps, { keep: keep.signal, on });
  }

  test('goes through to its targets, and says on all of them where it was ended', async () => {
    const { report, targets, events, outcomes } = await keepIn(twins, testDeps());
    const where = { octave: 3, octaves: 8 };
    expect(report).toMatchObject({ end: 'done', cut: where });
    expect(outcomes.toSorted()).toEqual(
      ['photo ran', 'blur ran', 'show ran', 'twin cached', 't cached'].toSorted(),
    );
    expect(targets.map(({ outputs }) => greyOf(outputs.image))).toEqual([0.75, 0.75]);
    for (const step of report.steps) {
      const told = events.find((event) => event.kind === 'step-done' && event.node === step.node);
      if (step.node === 'photo') expect(step.cut).toBeUndefined();
      else expect(told).toMatchObject({ cut: { where, key: step.key } });
      if (step.node !== 'photo') expect(step.cut).toEqual(where);
    }
  });

  test('leaves nothing under the keys of what it did not finish', async () => {
    const deps = testDeps();
    const { report } = await keepIn(slow, deps);
    const keys = new Set(compileTest(slow).plan.steps.map(({ key }) => key));
    expect(report.steps.filter(({ key }) => keys.has(key)).map(({ node: id }) => id)).toEqual([
      'photo',
    ]);
    expect([...deps.cache.keys()].filter((key) => keys.has(key))).toHaveLength(1);
    const again = await run(slow, deps);
    expect(again.outcomes).toEqual(['photo cached', 'blur ran', 'show ran']);
    expect(again.report.cut).toBeUndefined();
    expect(greyOf(again.targets[0]?.outputs.image)).toBeCloseTo(2.25);
  });

  test('can still be stopped for nothing', async () => {
    const { report, targets } = await run(slow, testDeps(), {
      keep: AbortSignal.abort(),
      signal: AbortSignal.abort(),
    });
    expect(report.end).toBe('cancelled');
    expect(targets).toEqual([]);
  });
});

test('live pictures come at most ten times a second from each node, and only if wanted', () => {
  let time = 0;
  const gate = createPreviewGate(
    (id) => id !== 'hidden',
    () => time,
  );
  const count = (id: string) => {
    let entered = 0;
    for (time = 1000; time < 2000; time += 5) if (gate.enter(id)) entered++;
    return entered;
  };
  expect(count('a')).toBe(10);
  expect(count('b')).toBe(10);
  expect(count('hidden')).toBe(0);
});

test('the picture of a step is only read back when it is let through', async () => {
  const deps = testDeps();
  const { events } = await run(withParams(chain, 'blur', { steps: 9 }), deps);
  const live = events.filter((event) => event.kind === 'preview' && !event.final);
  expect(live.length).toBeGreaterThan(0);
  expect(live.length).toBeLessThan(4);
  expect(live[0]).toMatchObject({ node: 'blur', picture: flat(1 / 9) });
});
