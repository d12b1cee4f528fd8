import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../src/common/result.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import type { CutShort } from '../../../src/nodes/_run/node-run.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import type { Environment, Plan, RunResult } from '../../../src/runtime/browser.ts';
import { openDocument } from '../../../src/ui/document/document-store.ts';
import { perform, setParam } from '../../../src/ui/document/edits.ts';
import { entriesOfRun } from '../../../src/ui/history/entries-of-run.ts';
import type { HistoryEntry } from '../../../src/ui/history/history-entry.ts';
import { entryDetail } from '../../../src/ui/history-page/entry-words.ts';
import { livePictures, pictures } from '../../../src/ui/results/pictures.ts';
import { provenance } from '../../../src/ui/results/provenance.ts';
import { savedResults } from '../../../src/ui/results/saved-results.ts';
import { clearResults } from '../../../src/ui/run/node-runs.ts';
import { type FinishedRun, finishedRuns } from '../../../src/ui/run/run-events.ts';
import {
  clearQueue,
  moveInQueue,
  removeFromQueue,
  useQueue,
} from '../../../src/ui/run/run-queue.ts';
import { useRun } from '../../../src/ui/run/run-store.ts';
import {
  runAnew,
  runVariants,
  startRun,
  stopAndKeep,
  stopJob,
  stopRun,
} from '../../../src/ui/run/runner.ts';
import { useSession } from '../../../src/ui/session/session-store.ts';
import { noiseDocument, resultOf, type StartedRun } from './fake-worker.ts';

const fake = await vi.hoisted(async () => (await import('./fake-worker.ts')).createFakeWorker());
vi.mock('../../../src/ui/run/worker.ts', () => fake.module);

const state = () => useRun.getState();
const job = (variant?: string) => state().jobs.get(variant);
const waiting = () => useQueue.getState().waiting;
const finish = (run: StartedRun | undefined) => run?.finish(resultOf(run.plan));
const notice = () => useSession.getState().notice?.text;
/** The runs that the workers have, once they have been handed over. */
async function started(count: number): Promise<readonly StartedRun[]> {
  await vi.waitFor(() => expect(fake.runs).toHaveLength(count));
  return fake.runs;
}

beforeEach(() => {
  fake.runs.length = 0;
  fake.cached.clear();
  fake.setEnvironment(undefined);
  openDocument(noiseDocument(), 'test');
  clearResults();
  useRun.setState({ current: undefined });
  clearQueue();
  useSession.setState({ notice: undefined });
});

describe('a run', () => {
  test('goes from waiting to done, and leaves pictures and the seed that was drawn', async () => {
    const ended: FinishedRun[] = [];
    const stop = finishedRuns.subscribe((run) => ended.push(run));
    const done = startRun();
    expect(state().current).toMatchObject({ what: 'Dreaming', fraction: 0, stopping: false });
    const [run] = await started(1);
    expect(state().nodes).toMatchObject({
      noise: { status: 'waiting' },
      save: { status: 'waiting' },
    });
    expect(state().seeds).toEqual({ 'noise.seed': 77 });

    run?.begin();
    expect(job()).toMatchObject({ status: 'running' });
    run?.tell({ kind: 'step-start', step: 0, node: 'noise', type: 'noise', name: 'Noise' });
    run?.tell({ kind: 'progress', step: 0, node: 'noise', fraction: 0.5 });
    expect(state().nodes.noise).toMatchObject({ status: 'running', fraction: 0.5 });
    expect(state().current?.fraction).toBeGreaterThan(0);
    run?.tell({ kind: 'step-done', step: 0, node: 'noise', ms: 12, cached: false });
    expect(state().nodes.noise).toMatchObject({ status: 'done', ms: 12 });

    if (run) run.finish(resultOf(run.plan));
    await done;
    stop();
    expect(state()).toMatchObject({ current: undefined, outcome: 'Done in 1.2 s' });
    expect(job()).toMatchObject({ status: 'done', fraction: 1 });
    expect(pictures.get('save')).toMatchObject({ width: 2, final: true });
    expect(ended.map(({ variant }) => variant)).toEqual([undefined]);
    // What it leaves makes the same picture again: the seed is no longer random.
    expect(ended[0]?.graph.nodes[0]?.params.seed).toBe(77);
    expect(savedResults.get(job()?.key ?? '')?.run).toMatchObject({ ms: 1200, seeds: [77] });
  });

  test('that finds everything made already says that nothing changed', async () => {
    const done = startRun();
    const [run] = await started(1);
    const result = run && resultOf(run.plan);
    if (result?.ok) {
      const { report } = result.value;
      const steps = report.steps.map((step) => ({ ...step, cached: true }));
      run?.finish(ok({ ...result.value, report: { ...report, steps, ms: 3 } }));
    }
    await done;
    expect(state().outcome).toBe('Nothing changed since the last run');
  });

  test('tells the size of a large photo, not that of its preview', async () => {
    void startRun();
    const [run] = await started(1);
    const picture = { width: 48, height: 32, data: new Uint8ClampedArray(48 * 32 * 4) };
    const size = { width: 6000, height: 4000 };
    run?.tell({ kind: 'preview', step: 0, node: 'noise', final: true, picture, size });
    expect(pictures.get('noise')).toMatchObject({ ...size, pixels: picture });
    finish(run);
  });

  test('is the only one: another waits in the queue until it is over', async () => {
    void startRun();
    await started(1);
    await startRun(['noise']);
    await runVariants([undefined, 'v']);
    expect(fake.runs).toHaveLength(1);
    expect(waiting().map(({ title, note }) => [title, note])).toEqual([
      ['Noise', 'Run to Noise'],
      ['Noise, 2 variants', ''],
    ]);
    finish(fake.runs[0]);
    const [, second] = await started(2);
    expect(second?.plan.targets.map(({ node }) => node)).toEqual(['noise']);
    expect(waiting()).toHaveLength(1);
    finish(second);
    const [, , third, fourth] = await started(4);
    finish(third);
    finish(fourth);
    await vi.waitFor(() => expect(state().current).toBeUndefined());
    expect(waiting()).toEqual([]);
  });

  test('to a node runs what that node needs and no more', async () => {
    const done = startRun(['noise']);
    expect(state().current?.what).toBe('Run to Noise');
    const [run] = await started(1);
    expect(run?.plan.steps.map(({ node }) => node)).toEqual(['noise']);
    if (run) run.finish(resultOf(run.plan));
    await done;
  });

  test('with an input that is missing runs nothing and says so on the node', async () => {
    perform({ type: 'remove', nodes: ['noise'], frames: [], notes: [] });
    await startRun();
    expect(fake.runs).toHaveLength(0);
    expect(state().outcome).toMatch(/^Nothing is connected to the input "Image" of Save Image/);
    expect(state().nodes.save).toMatchObject({
      status: 'failed',
      problem: { code: 'missing-input' },
    });
    expect(job()).toMatchObject({ status: 'failed', problem: { code: 'missing-input' } });
  });

  test('without a worker says why, and leaves nothing waiting', async () => {
    fake.setEnvironment(
      Promise.resolve(fail({ code: 'x', message: 'No worker could be started.' })),
    );
    await startRun();
    expect(notice()).toBe('No worker could be started.');
    expect(state()).toMatchObject({ current: undefined, outcome: 'Not run', nodes: {} });
    expect(job()).toMatchObject({ status: 'stopped' });
  });

  test('whose worker is lost ends as failed', async () => {
    const done = startRun();
    const [run] = await started(1);
    run?.begin();
    run?.tell({ kind: 'step-start', step: 0, node: 'noise', type: 'noise', name: 'Noise' });
    run?.finish(fail({ code: 'lost', message: 'The worker has ended.' }));
    await done;
    expect(notice()).toBe('The worker has ended.');
    expect(state()).toMatchObject({ current: undefined, outcome: 'Not finished' });
    expect(state().nodes).toMatchObject({ noise: { status: 'failed', problem: { code: 'lost' } } });
    expect(job()).toMatchObject({ status: 'failed', problem: { code: 'lost' } });

    // What went wrong is said until a run goes well.
    const again = startRun();
    const [, next] = await started(2);
    expect(notice()).toBe('The worker has ended.');
    finish(next);
    await again;
    expect(notice()).toBeUndefined();
  });
});

describe('stop', () => {
  test('while the worker starts ends the run before it began', async () => {
    let ready: (value: Result<Environment>) => void = () => {};
    fake.setEnvironment(new Promise((resolve) => (ready = resolve)));
    const done = startRun();
    stopRun();
    expect(state().current?.stopping).toBe(true);
    ready(ok({ profile: 'test', files: new Map(), seed: () => 1 }));
    await done;
    expect(fake.runs).toHaveLength(0);
    expect(state()).toMatchObject({ current: undefined, outcome: 'Stopped' });
  });

  test('in the middle cancels every variant, and nothing stays running', async () => {
    const done = runVariants([undefined, 'v']);
    const runs = await started(2);
    runs[0]?.begin();
    runs[0]?.tell({ kind: 'step-start', step: 0, node: 'noise', type: 'noise', name: 'Noise' });
    stopRun();
    expect(runs.map((run) => run.cancelled())).toEqual([true, true]);
    for (const run of runs) run.finish(resultOf(run.plan, 'cancelled'));
    await done;
    expect(state().outcome).toMatch(/^Stopped after /);
    expect([job(), job('v')]).toMatchObject([{ status: 'stopped' }, { status: 'stopped' }]);
    expect(state().nodes.noise).toBeUndefined();
  });

  test('of one variant leaves the other at work', async () => {
    const done = runVariants([undefined, 'v']);
    const runs = await started(2);
    runs[0]?.begin();
    runs[0]?.tell({ kind: 'step-start', step: 0, node: 'noise', type: 'noise', name: 'Noise' });
    expect(stopJob(undefined)).toBe(true);
    expect(runs.map((run) => run.cancelled())).toEqual([true, false]);
    runs[0]?.finish(resultOf(runs[0].plan, 'cancelled'));
    await vi.waitFor(() => expect(job()).toMatchObject({ status: 'stopped' }));
    expect(state().nodes.noise).toBeUndefined();
    expect(stopJob(undefined)).toBe(false);
    expect(state().current).toBeDefined();
    runs[1]?.finish(resultOf(runs[1].plan));
    await done;
    expect([job(), job('v')]).toMatchObject([{ status: 'stopped' }, { status: 'done' }]);
  });
});

describe('stop and keep', () => {
  test('ends the run with what there is, under a key of its own', async () => {
    const ended: FinishedRun[] = [];
    const unsubscribe = finishedRuns.subscribe((run) => ended.push(run));
    const done = startRun();
    const [run] = await started(1);
    if (!run) throw new Error('Nothing was started.');
    run.begin();
    stopAndKeep('a run that is over');
    expect(run.kept()).toBe(false);
    stopAndKeep();
    expect(run.kept()).toBe(true);
    expect(run.cancelled()).toBe(false);
    expect(state().current).toMatchObject({ keeping: true, stopping: false });

    const where = { octave: 3, octaves: 5, step: 6 };
    const done0 = { kind: 'step-done', ms: 12, cached: false } as const;
    run.tell({ ...done0, step: 0, node: 'noise', cut: { where, key: 'own 0' } });
    run.tell({ ...done0, step: 1, node: 'save', cut: { where, key: 'own 1' } });
    run.finish(cutResult(run.plan, where));
    await done;
    unsubscribe();
    expect(state().outcome).toBe('Kept: stopped at octave 3 of 5, step 6');
    expect(state().nodes.save).toMatchObject({ status: 'done', key: 'own 1', cut: where });
    expect(pictures.get('save')).toMatchObject({ width: 2, final: true });
    expect(provenance.get('save')?.cut).toEqual(where);
    // The keys of the plan promise a picture that was not made.
    for (const { key } of run.plan.steps) expect(savedResults.get(key)).toBeUndefined();
    expect(job()).toMatchObject({ status: 'stopped', cutKey: 'own 1' });
    const [entry] = ended.flatMap((each) => entriesOfRun(each));
    expect(entry?.entry).toMatchObject({ key: 'own 1', cut: where });
    expect(entryDetail({ ...entry?.entry, bytes: 0 } as HistoryEntry)).toBe(
      'stopped at octave 3 of 5, step 6 · seed 77',
    );
  });
});

test('the history gets what a run was for: sheets and what was run to, but no photo by itself', async () => {
  const ended: FinishedRun[] = [];
  const unsubscribe = finishedRuns.subscribe((run) => ended.push(run));
  const preset = async (name: string) => {
    const text = await readFile(`presets/${name}.json`, 'utf8');
    const parsed = parseDocument(JSON.parse(text), catalog);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    openDocument(parsed.value.document, name);
  };
  const historyOf = async (targets?: readonly string[]) => {
    const before = fake.runs.length;
    const done = startRun(targets);
    const runs = await started(before + 1);
    finish(runs[before]);
    await done;
    return ended.splice(0).flatMap((run) => entriesOfRun(run).map(({ entry }) => entry));
  };
  await preset('what-a-network-sees');
  const sheets = await historyOf();
  expect(sheets.map(({ node }) => node)).toEqual([
    ...['Edges', 'Textures', 'Patterns', 'Parts', 'The photo, as mixed3 sees it'],
  ]);
  expect(sheets.at(-1)?.photos).toEqual(['Paint brushes']);
  await preset('deepdream');
  expect(await historyOf()).toMatchObject([{ node: 'Save Image', photos: ['Picos de Europa'] }]);
  expect(await historyOf(['merge'])).toMatchObject([{ node: 'Octave Merge' }]);
  expect(await historyOf(['photo'])).toEqual([]);
  unsubscribe();
});

/** As of a run that was ended in its first step. */
function cutResult(plan: Plan, cut: CutShort): Result<RunResult> {
  const whole = resultOf(plan);
  if (!whole.ok) return whole;
  const { report } = whole.value;
  const steps = report.steps.map((step, at) => ({ ...step, key: `own ${at}`, cut }));
  return ok({ ...whole.value, report: { ...report, cut, steps } });
}

describe('the queue', () => {
  test('keeps each graph as it was, says what is different, and goes on after a failure', async () => {
    void startRun();
    await started(1);
    setParam('noise', 'amount', 0.25, true);
    await startRun();
    setParam('noise', 'amount', 0.5, true);
    expect(waiting()[0]?.note).toBe('amount 0.25');
    const [first] = fake.runs;
    first?.finish(resultOf(first.plan, 'failed', { code: 'x', message: 'It failed.' }));
    const [, second] = await started(2);
    expect(second?.plan.steps[0]?.params.amount).toBe(0.25);
    second?.finish(fail({ code: 'lost', message: 'The worker has ended.' }));
    await vi.waitFor(() => expect(state().current).toBeUndefined());
  });

  test('goes on after Stop, and can be reordered, shortened and cleared', async () => {
    void startRun();
    const [first] = await started(1);
    for (const seed of [1, 2, 3]) {
      setParam('noise', 'seed', seed, true);
      await startRun();
    }
    const seeds = () => waiting().map(({ document }) => document.nodes[0]?.params.seed);
    const id = (at: number) => waiting()[at]?.id ?? '';
    moveInQueue(id(2), 0);
    expect(seeds()).toEqual([3, 1, 2]);
    moveInQueue(id(0), 9);
    expect(seeds()).toEqual([1, 2, 3]);
    removeFromQueue(id(1));
    expect(seeds()).toEqual([1, 3]);
    stopRun();
    first?.finish(resultOf(first.plan, 'cancelled'));
    const [, second] = await started(2);
    expect(second?.plan.steps[0]?.params.seed).toBe(1);
    clearQueue();
    finish(second);
    await vi.waitFor(() => expect(state().current).toBeUndefined());
    expect(fake.runs).toHaveLength(2);
  });

  test('of a graph that was left runs on for the history, and says nothing of another', async () => {
    const ended: FinishedRun[] = [];
    const stop = finishedRuns.subscribe((run) => ended.push(run));
    void startRun();
    const [first] = await started(1);
    openDocument(noiseDocument(), 'another');
    clearResults();
    first?.begin();
    first?.tell({ kind: 'step-start', step: 0, node: 'noise', type: 'noise', name: 'Noise' });
    expect([state().nodes, job()]).toEqual([{}, undefined]);
    finish(first);
    await vi.waitFor(() => expect(state().current).toBeUndefined());
    stop();
    expect(ended).toHaveLength(1);
    expect([state().nodes, job(), pictures.get('save')]).toEqual([{}, undefined, undefined]);
  });

  test('forgets what is cached before a run from nothing', async () => {
    fake.cached.add('a');
    void runAnew();
    const [run] = await started(1);
    expect(fake.cached.size).toBe(0);
    finish(run);
    await vi.waitFor(() => expect(state().current).toBeUndefined());
  });
});

describe('variants', () => {
  test('are handed over together, each with its own values, and one may fail alone', async () => {
    const done = runVariants([undefined, 'v']);
    expect(state().current?.what).toBe('Variants');
    const [own, variant] = await started(2);
    expect(own?.plan.seeds.map(({ seed }) => seed)).toEqual([77]);
    expect(variant?.plan.steps[0]?.params.seed).toBe(5);
    expect(own?.plan.steps[0]?.key).not.toBe(variant?.plan.steps[0]?.key);
    const problem = { code: 'x', message: 'It failed.' };
    if (own) own.finish(resultOf(own.plan));
    if (variant) variant.finish(resultOf(variant.plan, 'failed', problem));
    await done;
    expect(state().outcome).toBe('1 of 2 variants failed');
    expect([job(), job('v')]).toMatchObject([{ status: 'done' }, { status: 'failed', problem }]);
  });

  test('that are not shown put their previews beside the nodes, until they end', async () => {
    const done = runVariants(['v']);
    const [run] = await started(1);
    const picture = { width: 4, height: 1, data: new Uint8ClampedArray(16) };
    run?.begin();
    const size = { width: 6000, height: 1500 };
    run?.tell({ kind: 'preview', step: 0, node: 'noise', final: false, picture, size });
    expect(livePictures.get('v')).toMatchObject({ ...size, pixels: { width: 4 }, final: false });
    expect(pictures.get('noise')).toBeUndefined();
    if (run) run.finish(resultOf(run.plan));
    await done;
    expect(livePictures.get('v')).toBeUndefined();
    expect(state().nodes).toEqual({});
  });

  test('need at least one', async () => {
    await runVariants([]);
    expect(state().current).toBeUndefined();
    expect(fake.runs).toHaveLength(0);
  });
});
