import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fail } from '../../src/common/result.ts';
import type { FrameJob } from '../../src/runtime/sequence/run-sequence.ts';
import { graph, node, wire } from './build.ts';
import { feedback, filmDeps, MemoryStore, render, runnerOf } from './films.ts';

const climbing = feedback([
  { frame: 0, value: 0, ease: 'linear' },
  { frame: 11, value: 5.5 },
]);
/** 1, then 0.5 more at each frame than at the one before. */
const expected = Array.from({ length: 12 }, (_, frame) => {
  const sum = Array.from({ length: frame + 1 }, (_, at) => at / 2);
  return [frame, sum.reduce((total, each) => total + each, 1)] as const;
});

const kinds = (events: Awaited<ReturnType<typeof render>>) =>
  events.map((event) => ('frame' in event ? `${event.kind} ${event.frame}` : event.kind));

test('each frame goes on from the one before', async () => {
  const store = new MemoryStore();
  const events = await render(climbing, store);
  expect(store.greys()).toEqual(expected);
  expect(kinds(events).slice(0, 3)).toEqual(['start', 'frame-start 0', 'frame-done 0']);
  expect(events[0]).toEqual({ kind: 'start', frames: 12, left: 12 });
  expect(events.at(-1)).toEqual({ kind: 'end', end: 'done' });
});

test('what is there is not run again', async () => {
  const store = new MemoryStore();
  await render(climbing, store);
  const events = await render(climbing, store);
  expect(events).toEqual([
    { kind: 'start', frames: 12, left: 0 },
    { kind: 'end', end: 'done' },
  ]);
});

test('progress: how many are done, and how long the rest will take', async () => {
  let time = 0;
  const events = await render(climbing, new MemoryStore(), { now: () => (time += 500) });
  const done = events.filter((event) => event.kind === 'frame-done');
  expect(done[3]).toMatchObject({ done: 4, of: 12, secondsLeft: 4 });
  expect(events[1]).toEqual({ kind: 'frame-start', frame: 0, done: 0, of: 12 });
});

test('a film that was stopped anywhere and taken up again is the same to the bit', async () => {
  const whole = new MemoryStore();
  await render(climbing, whole);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 11 }),
      fc.constantFrom('before', 'within', 'all checkpoints lost', 'the last one lost'),
      async (at, how) => {
        const store = new MemoryStore();
        const stop = new AbortController();
        const runFrame = runnerOf(filmDeps(), ({ frame }) => {
          if (frame === at && how === 'within') queueMicrotask(() => stop.abort());
          else if (frame === at) stop.abort();
        });
        const events = await render(climbing, store, { runFrame, signal: stop.signal });
        expect(events.at(-1)).toEqual({ kind: 'end', end: 'cancelled' });
        expect(store.frames.has(at)).toBe(false);
        if (how === 'all checkpoints lost') store.kept.clear();
        if (how === 'the last one lost') store.kept.delete(at - 1);
        await render(climbing, store);
        expect([...store.frames].sort(([a], [b]) => a - b)).toEqual([...whole.frames]);
        expect(store.puts).toHaveLength(12);
      },
    ),
    { numRuns: 40 },
  );
});

test('a change in the middle runs again from the checkpoint before it', async () => {
  const store = new MemoryStore();
  const keys = [
    { frame: 0, value: 1, ease: 'hold' as const },
    { frame: 7, value: 2 },
  ];
  await render(feedback(keys), store);
  expect([...store.kept.keys()]).toEqual([3, 7, 11]);
  const frames: number[] = [];
  const runFrame = runnerOf(filmDeps(), ({ frame }) => frames.push(frame));
  const other = feedback([...keys.slice(0, 1), { frame: 7, value: 3 }]);
  const events = await render(other, store, { runFrame });
  expect(frames).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  expect(store.puts.slice(12)).toEqual([7, 8, 9, 10, 11]);
  expect(store.greys().at(-1)).toEqual([11, 23]);
  expect(events.filter(({ kind }) => kind === 'frame-done')[0]).not.toHaveProperty('made');
});

test('checkpoints that changed places are not used', async () => {
  const store = new MemoryStore();
  await render(climbing, store);
  const [third, seventh] = [store.kept.get(3), store.kept.get(7)];
  if (!third || !seventh) throw new Error('There are no checkpoints.');
  store.kept.set(3, seventh);
  store.kept.set(7, third);
  for (const frame of [4, 8]) store.frames.delete(frame);
  await render(climbing, store);
  expect(store.greys()).toEqual(expected);
});

test('a range begins with what its first frame needs, and keeps only what was asked for', async () => {
  const store = new MemoryStore();
  const events = await render(climbing, store, { range: { first: 5, last: 6 } });
  expect(store.greys()).toEqual(expected.slice(5, 7));
  expect(events[0]).toEqual({ kind: 'start', frames: 2, left: 7 });
});

test('a frame that fails says which it is, and what is finished stays', async () => {
  const store = new MemoryStore();
  const failing = feedback([
    { frame: 0, value: 1, ease: 'hold' },
    { frame: 4, value: 10 },
  ]);
  const events = await render(failing, store);
  expect(events.slice(-2)).toEqual([
    {
      kind: 'failed',
      frame: 4,
      problem: { code: 'too-much', message: 'Frame 4: Ten is too much.' },
    },
    { kind: 'end', end: 'failed' },
  ]);
  expect(store.greys()).toHaveLength(4);
});

/** No frame goes on from another. The fourth fails where it is ten. */
const apart = (fourth: number) =>
  graph(
    [node('start', 'noise', { seed: 1 }), node('add', 'blur', { steps: 1 }), node('show', 'show')],
    [wire('start.image', 'add.image'), wire('add.image', 'show.image')],
    {
      sequence: { frames: 12, fps: 12 },
      tracks: [
        {
          ...{ node: 'add', param: 'amount' },
          keys: [
            { frame: 0, value: 1, ease: 'hold' },
            { frame: 4, value: fourth, ease: 'hold' },
            { frame: 5, value: 2, ease: 'linear' },
            { frame: 11, value: 5 },
          ],
        },
      ],
    },
  );

/** Runs frames, and counts how many are run at once. */
function counting() {
  const run = runnerOf(filmDeps());
  let now = 0;
  const counted = {
    most: 0,
    runFrame: async (job: FrameJob) => {
      now += 1;
      counted.most = Math.max(counted.most, now);
      const ran = await run(job);
      now -= 1;
      return ran;
    },
  };
  return counted;
}

test('frames that do not go on from each other are run at once, as many as is said', async () => {
  const alone = new MemoryStore();
  await render(apart(3), alone);
  const store = new MemoryStore();
  const counted = counting();
  const { runFrame } = counted;
  const events = await render(apart(3), store, { runFrame, atOnce: 3 });
  expect(counted.most).toBe(3);
  expect(store.greys()).toEqual(alone.greys());
  expect(events.at(-2)).toMatchObject({ kind: 'frame-done', done: 12, of: 12 });

  const chain = counting();
  const one = new MemoryStore();
  await render(climbing, one, { runFrame: chain.runFrame, atOnce: 3 });
  expect(chain.most).toBe(1);
  expect(one.greys()).toEqual(expected);
});

test('several at once are ended together, and those that are whole stay', async () => {
  const stop = new AbortController();
  const store = new MemoryStore();
  const runFrame = runnerOf(filmDeps(), ({ frame }) => frame === 5 && stop.abort());
  const options = { runFrame, atOnce: 3, signal: stop.signal };
  const events = await render(apart(3), store, options);
  expect(events.at(-1)).toEqual({ kind: 'end', end: 'cancelled' });
  const done = events.filter(({ kind }) => kind === 'frame-done');
  expect(done).toHaveLength(store.frames.size);
  expect(store.frames.size).toBeLessThan(6);
  await render(apart(3), store);
  expect(store.puts).toHaveLength(12);
});

test('where frames do not go on from each other, the others are made', async () => {
  const store = new MemoryStore();
  const events = await render(apart(10), store);
  expect(events.filter(({ kind }) => kind === 'failed')).toHaveLength(1);
  expect(store.greys().map(([frame]) => frame)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11]);
  // 0 to 3 look the same: one is run, the others are read.
  expect(store.greys()[1]).toEqual([1, 2]);
});

test('an error in the graph, and a disk that is full, end it with a sentence', async () => {
  const broken = { ...climbing, edges: climbing.edges.filter(({ to }) => to.input !== 'first') };
  const events = await render(broken, new MemoryStore());
  expect(kinds(events)).toEqual(['failed 0', 'end']);
  expect(events[0]).toMatchObject({ problem: { code: 'missing-input' } });
  const store = new MemoryStore();
  store.put = async () => fail({ code: 'full', message: 'The disk is full.' });
  const full = await render(climbing, store);
  expect(full.at(-2)).toMatchObject({
    frame: 0,
    problem: { message: 'Frame 0: The disk is full.' },
  });
});

test('a picture that the person cut short is no frame', async () => {
  const store = new MemoryStore();
  const events = await render(climbing, store, {
    runFrame: async (job) => {
      const ran = await runnerOf(filmDeps())(job);
      if (ran.end !== 'done' || job.frame !== 2) return ran;
      return { end: 'cancelled' };
    },
  });
  expect(store.greys()).toHaveLength(2);
  expect(kinds(events).slice(-2)).toEqual(['frame-start 2', 'end']);
  expect(events.at(-1)).toEqual({ kind: 'end', end: 'cancelled' });
});

test('a run without the picture of the frame before says so', async () => {
  const store = new MemoryStore();
  const events = await render(climbing, store, {
    runFrame: (job) => runnerOf(filmDeps())({ ...job, given: new Map() }),
  });
  expect(events.at(-2)).toMatchObject({ frame: 1, problem: { code: 'no-frame-before' } });
});

test('memory holds no more after fifty frames than after ten', async () => {
  const deps = filmDeps();
  const store = new MemoryStore();
  const held: [number, number][] = [];
  const long = feedback([], { sequence: { frames: 60, fps: 12 } });
  const runFrame = async (job: Parameters<ReturnType<typeof runnerOf>>[0]) => {
    const ran = await runnerOf(deps)(job);
    held.push([[...deps.cache.keys()].length, deps.cache.bytes()]);
    return ran;
  };
  await render(long, store, { runFrame, range: { first: 0, last: 59 } });
  expect(held[50]).toEqual(held[10]);
  expect(held[10]?.[0]).toBeLessThan(5);
});
