import { expect, test } from 'vitest';
import { createFiles } from '../../src/cli/access/file-access.ts';
import { openFiles } from '../../src/runtime/node.ts';
import { compileFrames } from '../../src/runtime/sequence/compile-frames.ts';
import type { WorkerInfo } from '../../src/runtime/worker/protocol.ts';
import {
  createRunner,
  type WorkerParts,
  type WorkerState,
} from '../../src/runtime/worker/runner.ts';
import { environment } from './build.ts';
import { feedback, filmCatalog, filmDeps, range } from './films.ts';
import { greyOf } from './runs.ts';

const refuse = () => Promise.reject(new Error('No test asks for a backend here.'));

/** What the worker runs, without a worker. */
function openRunner() {
  const { runs, cache, services } = filmDeps();
  const info: WorkerInfo = {
    report: { backend: 'cpu', kernels: null, trials: [] },
    profile: 'test',
  };
  const parts: WorkerParts = {
    ...{ catalog: filmCatalog, runs, session: services.session, backends: ['cpu'] },
    ...{ useBackend: refuse, timeBackend: refuse, useThreads: () => {} },
    ...{ interruptWhen: () => {}, breakdown: () => undefined },
  };
  const events = { emit: () => {}, post: () => {}, isWanted: () => false };
  const state: WorkerState = {
    ...{ cache, events, info, assets: '/' },
    files: openFiles(createFiles()),
  };
  return { runner: createRunner(parts, () => state), cache };
}

test('a worker keeps what its last frame left, and gives it back exactly', async () => {
  const { runner, cache } = openRunner();
  const plans = [...compileFrames(feedback(), filmCatalog, { environment }, range)];
  const [first, second, third] = plans.map(({ plan }) => plan);
  if (!first || !second || !third) throw new Error('The film is too short.');
  const one = await runner.run('1', first);
  expect([...one.delays.values()].map(greyOf)).toEqual([1.5]);
  const forget = first.steps.map(({ key }) => key);
  const two = await runner.run('2', second, { forget });
  expect(two.report.end).toBe('done');
  expect([...two.delays.values()].map(greyOf)).toEqual([2]);
  expect([...cache.keys()].some((key) => forget.includes(key))).toBe(false);
  // A run of something else comes in between: then the host has to give it.
  await runner.run('3', first);
  expect((await runner.run('4', third)).report.end).toBe('failed');
  const again = await runner.run('5', third, { given: two.delays });
  expect([...again.delays.values()].map(greyOf)).toEqual([2.5]);
});
