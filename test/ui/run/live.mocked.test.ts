import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDocument } from '../../../src/ui/document/document-store.ts';
import { setParam } from '../../../src/ui/document/edits.ts';
import { pictures } from '../../../src/ui/results/pictures.ts';
import { startLive } from '../../../src/ui/run/live.ts';
import { clearResults } from '../../../src/ui/run/node-runs.ts';
import { startPlanner } from '../../../src/ui/run/planner.ts';
import { costs } from '../../../src/ui/run/progress.ts';
import { type FinishedRun, finishedRuns } from '../../../src/ui/run/run-events.ts';
import { setLive } from '../../../src/ui/run/run-settings.ts';
import { useRun } from '../../../src/ui/run/run-store.ts';
import { startRun } from '../../../src/ui/run/runner.ts';
import { noiseDocument, resultOf, type StartedRun } from './fake-worker.ts';

const fake = await vi.hoisted(async () => (await import('./fake-worker.ts')).createFakeWorker());
vi.mock('../../../src/ui/run/worker.ts', () => fake.module);

const recorded: FinishedRun[] = [];
finishedRuns.subscribe((run) => recorded.push(run));
const amounts = () => fake.runs.map(({ plan }) => plan.steps[0]?.params.amount);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** A value as the hand drags it, or lets it go. */
const drag = (amount: number, last = false) => setParam('noise', 'amount', amount, last);

async function finish(run: StartedRun | undefined): Promise<void> {
  for (const { key } of run?.plan.steps ?? []) fake.cached.add(key);
  run?.finish(run && resultOf(run.plan));
  await pass(0);
}

let starts = 0;
beforeEach(async () => {
  vi.useFakeTimers();
  if (starts === 0) startLive();
  if (starts === 0) startPlanner();
  starts += 1;
  fake.runs.length = 0;
  fake.cached.clear();
  recorded.length = 0;
  setLive(true);
  clearResults();
  useRun.setState({ current: undefined, seeds: { 'noise.seed': 7 } });
  vi.spyOn(costs, 'expect').mockReturnValue(100);
  openDocument(noiseDocument(), `test ${starts}`);
  await pass(1000);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('a graph that was only opened does not run', () => {
  expect(fake.runs).toHaveLength(0);
});

test('what is cheap runs 120 ms after the last change, without being called a run', async () => {
  drag(0.1, true);
  await pass(110);
  expect(amounts()).toEqual([]);
  await pass(15);
  expect(amounts()).toEqual([0.1]);
  expect(useRun.getState().current).toBeUndefined();
  await finish(fake.runs[0]);
  expect(pictures.get('save')).toMatchObject({ width: 2, final: true });
});

test('what is dear is only marked, and so is everything where Live is off', async () => {
  vi.mocked(costs.expect).mockReturnValue(400);
  drag(0.1, true);
  await pass(1000);
  vi.mocked(costs.expect).mockReturnValue(100);
  setLive(false);
  drag(0.2, true);
  await pass(1000);
  expect(amounts()).toEqual([]);
});

test('a drag is followed, the last value always; the history gets one picture when it ends', async () => {
  for (const amount of [0.1, 0.11, 0.12, 0.13, 0.14, 0.15]) {
    drag(amount);
    await pass(60);
  }
  expect(amounts()).toHaveLength(1);
  drag(0.2);
  await pass(300);
  // One at a time: the newest waits for the one that is at work.
  expect(amounts()).toHaveLength(1);
  await finish(fake.runs[0]);
  await pass(10);
  expect(amounts().slice(1)).toEqual([0.2]);
  await finish(fake.runs[1]);
  await pass(2000);
  // The hand still holds the value.
  expect(recorded).toEqual([]);
  drag(0.2, true);
  await pass(1000);
  expect(recorded.map(({ plan }) => plan.steps[0]?.params.amount)).toEqual([0.2]);
  await pass(5000);
  expect(recorded).toHaveLength(1);
});

test('during a run nothing runs beside it; when it is over, what changed meanwhile does', async () => {
  const done = startRun();
  await pass(0);
  drag(0.3, true);
  await pass(500);
  expect(fake.runs).toHaveLength(1);
  await finish(fake.runs[0]);
  await done;
  await pass(500);
  expect(amounts().slice(1)).toEqual([0.3]);
});
