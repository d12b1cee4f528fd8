import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ok, type Result } from '../../src/common/result.ts';
import type { Plan } from '../../src/runtime/compile/plan.ts';
import type { RgbaPicture, RunEvent } from '../../src/runtime/execute/events.ts';
import type { Timeouts } from '../../src/runtime/worker/connection.ts';
import { createRunQueue } from '../../src/runtime/worker/run-queue.ts';
import { WorkerSupervisor } from '../../src/runtime/worker/supervisor.ts';
import { chain, compileTest } from './build.ts';
import { flat } from './runs.ts';
import { info, type WorkerDouble, workerDouble } from './worker-double.ts';

const plan: Plan = compileTest(chain).plan;
const setup = {
  backend: 'auto',
  deterministic: false,
  assets: '/',
  cacheBytes: 1e6,
  previewSize: 64,
} as const;

// Without Web Locks, as in a page without a secure origin.
beforeAll(() => vi.stubGlobal('navigator', {}));
afterAll(() => vi.unstubAllGlobals());

let open: WorkerSupervisor | undefined;
afterEach(() => open?.close());

function supervise(timeouts: Partial<Timeouts> = {}) {
  const doubles: WorkerDouble[] = [];
  const states: string[] = [];
  let lost = 0;
  const supervisor: WorkerSupervisor = new WorkerSupervisor({
    ...{ setup, timeouts },
    spawn: () => {
      const double = workerDouble();
      doubles.push(double);
      return double.worker;
    },
    findFile: async () => undefined,
    onStatus: ({ state }) => states.push(state),
    onMessage: (message) => {
      if (message.kind === 'run') queue.onEvent(message.event);
    },
    onLost: () => lost++,
  });
  const queue = createRunQueue(supervisor);
  open = supervisor;
  const last = () => doubles.at(-1) as WorkerDouble;
  return { supervisor, queue, doubles, last, states, lost: () => lost };
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.code);
const preview = (run: string, final: boolean): RunEvent<RgbaPicture> => ({
  ...{ run, seq: 3, kind: 'preview', step: 0, node: 'photo', final },
  picture: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
});

describe('a worker', () => {
  test('is started, and called once it is ready', async () => {
    const { supervisor, states, last } = supervise();
    expect(supervisor.status.state).toBe('starting');
    expect(await supervisor.ready()).toEqual({ ok: true, value: info });
    expect(supervisor.activity).toBe('idle');
    await supervisor.call(async (api) => ok(await api.useThreads(2)));
    expect(last().log).toEqual(['2 threads']);
    expect(states).toEqual(['ready']);
  });

  test('that dies is replaced, and what it was asked for comes back as a problem', async () => {
    const { supervisor, doubles, states, lost } = supervise();
    await supervisor.ready();
    const call = supervisor.call((api) => api.run('r', plan));
    await vi.waitFor(() => expect(doubles[0]?.log).toEqual(['r']));
    doubles[0]?.die('out of memory');
    expect(codeOf(await call)).toBe('worker-died');
    expect(codeOf(await supervisor.ready())).toBe('ok');
    expect(doubles[0]?.terminated()).toBe(true);
    expect(states).toEqual(['ready', 'replacing', 'ready']);
    expect([doubles.length, lost()]).toEqual([2, 1]);
  });

  test('that dies again and again is given up, until somebody restarts it', async () => {
    const { supervisor, doubles, last, states } = supervise();
    for (let death = 0; death < 3; death++) {
      await supervisor.ready();
      const before = states.length;
      last().die('no');
      await vi.waitFor(() => expect(states.length).toBeGreaterThan(before));
    }
    expect(states.at(-1)).toBe('failed');
    expect(doubles).toHaveLength(3);
    expect(codeOf(await supervisor.ready())).toBe('worker-died');
    expect(codeOf(await supervisor.restart())).toBe('ok');
    expect(doubles).toHaveLength(4);
  });

  test('that does not answer is replaced after its timeout', async () => {
    const { supervisor, doubles, states } = supervise({ idle: 40 });
    await supervisor.ready();
    doubles[0]?.hang();
    await vi.waitFor(() => expect(states).toEqual(['ready', 'replacing', 'ready']));
    expect(doubles[0]?.terminated()).toBe(true);
  });

  test('is not replaced once the page has closed it', async () => {
    const { supervisor, doubles } = supervise();
    await supervisor.ready();
    supervisor.close();
    expect(codeOf(await supervisor.ready())).toBe('worker-closed');
    expect(codeOf(await supervisor.restart())).toBe('worker-closed');
    expect(doubles).toHaveLength(1);
  });
});

describe('a queue of runs', () => {
  test('gives the worker one run at a time, and each its own events', async () => {
    const { queue, last } = supervise();
    const events: string[] = [];
    const [first, second] = [1, 2].map((n) =>
      queue.run(plan, ({ kind }) => events.push(`${n} ${kind}`)),
    );
    await vi.waitFor(() => expect(last().log).toEqual([first?.run]));
    last().finish();
    await first?.finished;
    await vi.waitFor(() => expect(last().log).toEqual([first?.run, second?.run]));
    last().emit(preview(second?.run ?? '', true));
    last().finish();
    expect(codeOf((await second?.finished) as Result<unknown>)).toBe('ok');
    expect(events).toEqual(['1 done', '2 preview', '2 done']);
  });

  test('sends a worker the pictures of the frame before, without those that it has', async () => {
    const { queue, last } = supervise();
    const picture = flat(1);
    const run = async (given: readonly string[], left: readonly string[]) => {
      const of = { given: new Map(given.map((key) => [key, picture])) };
      const begun = last().given.length;
      const { finished } = queue.run(plan, undefined, of);
      await vi.waitFor(() => expect(last().given).toHaveLength(begun + 1));
      last().finish(new Map(left.map((key) => [key, picture])));
      const result = await finished;
      return result.ok && [...result.value.delays.keys()];
    };
    expect(await run(['checkpoint'], ['a', 'b'])).toEqual(['a', 'b']);
    await run(['a', 'c'], []);
    await run(['a'], ['d']);
    expect(last().given).toEqual([['checkpoint'], ['c'], ['a']]);
    const before = last();
    before.die('gone');
    await vi.waitFor(() => expect(last()).not.toBe(before));
    await run(['d'], []);
    expect(last().given).toEqual([['d']]);
  });

  test('tells the worker that a live picture has come, but not of a final one', async () => {
    const { queue, last } = supervise();
    const { run, finished } = queue.run(plan);
    await vi.waitFor(() => expect(last().log).toEqual([run]));
    last().emit(preview(run, false));
    last().emit(preview(run, true));
    await vi.waitFor(() => expect(last().posted).toEqual([{ kind: 'received', run, seq: 3 }]));
    last().finish();
    await finished;
    expect(last().posted).toHaveLength(1);
  });

  test('never begins a run that was cancelled while it waited', async () => {
    const { queue, last } = supervise();
    const first = queue.run(plan);
    const second = queue.run(plan);
    second.cancel();
    await vi.waitFor(() => expect(last().log).toEqual([first.run]));
    first.cancel();
    await first.finished;
    expect(await second.finished).toMatchObject({ value: { report: { end: 'cancelled' } } });
    expect(last().log).toEqual([first.run, `cancel ${first.run}`]);
  });

  test('replaces a worker that does not stop; the run still counts as cancelled', async () => {
    const { queue, doubles, last } = supervise({ cancel: 40 });
    const { run, finished, cancel } = queue.run(plan);
    await vi.waitFor(() => expect(last().log).toEqual([run]));
    last().hang();
    cancel();
    expect(await finished).toMatchObject({ value: { report: { end: 'cancelled' } } });
    expect(doubles[0]?.terminated()).toBe(true);
  });

  test('lets work that must not happen during a run wait for its end', async () => {
    const { queue, last } = supervise();
    const order: string[] = [];
    const { run, finished } = queue.run(plan);
    void finished.then(() => order.push('run'));
    const between = queue.betweenRuns(async () => ok(order.push('between')));
    await vi.waitFor(() => expect(last().log).toEqual([run]));
    last().finish();
    await between;
    expect(order).toEqual(['run', 'between']);
  });
});
