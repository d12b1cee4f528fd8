import { describe, expect, test } from 'vitest';
import { ok } from '../../src/common/result.ts';
import { type Catalog, defineNode } from '../../src/graph/definition/definition.ts';
import { port } from '../../src/graph/definition/port.ts';
import { param } from '../../src/graph/params/param.ts';
import { compile } from '../../src/runtime/compile/compile.ts';
import type { Plan } from '../../src/runtime/compile/plan.ts';
import { createCostModel } from '../../src/runtime/planning/cost-model.ts';
import { stepsToRun } from '../../src/runtime/planning/needs.ts';
import { Pool } from '../../src/runtime/pool/pool.ts';
import type { Client } from '../../src/runtime/worker/client.ts';
import type { RunResult } from '../../src/runtime/worker/protocol.ts';
import { cancelledResult, type RunHandle } from '../../src/runtime/worker/run-queue.ts';
import { environment, graph, node, wire } from './build.ts';
import { catalog } from './catalog.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Blurring is the costly step; `noisy` is quick and has a parameter to vary. */
const pooled = {
  ...catalog,
  blur: { ...catalog.blur, work: () => 1 },
  noisy: defineNode({
    type: 'noisy',
    version: 1,
    title: 'Noisy',
    category: 'picture',
    summary: 'Adds noise.',
    inputs: { image: port.image() },
    params: { seed: param.seed({ default: 1 }) },
    outputs: { image: port.image() },
  }),
} satisfies Catalog;

/** A worker on paper: it keeps what it has run, and a run ends when the test says so. */
function paperClient(name: string, log: string[]) {
  const kept = new Set<string>();
  let end = () => {};
  let open = true;
  let threads = Number.NaN;
  const run = (plan: Plan): RunHandle => {
    const todo = stepsToRun(plan, kept);
    log.push(`${name}: ${todo.map(({ type }) => type).join(' ') || 'nothing'}`);
    let finish: (result: RunResult) => void = () => {};
    const finished = new Promise<RunResult>((resolve) => {
      finish = resolve;
    });
    end = () => {
      for (const { key } of plan.steps) kept.add(key);
      const { report } = cancelledResult(plan);
      const steps = todo.map((step) => ({
        ...step,
        ms: step.type === 'blur' ? 1000 : 1,
        cached: false,
      }));
      finish({ report: { ...report, end: 'done', steps }, delays: new Map(), pictures: [] });
    };
    const cancel = () => finish(cancelledResult(plan));
    const keep = () => {
      log.push(`${name}: keep`);
      end();
    };
    return { run: name, finished: finished.then(ok), cancel, keep };
  };
  const client = {
    cachedKeys: () => kept,
    run,
    useThreads: (count: number) => {
      threads = count;
    },
    close: () => {
      open = false;
    },
  } as unknown as Client;
  return { client, end: () => end(), isOpen: () => open, threads: () => threads };
}

function openTable(workers: number) {
  const log: string[] = [];
  const clients = [paperClient('first', log)];
  const first = clients[0] as ReturnType<typeof paperClient>;
  const pool = new Pool({
    costs: createCostModel(pooled),
    workers,
    cores: 4,
    first: first.client,
    more: () => {
      const made = paperClient(`worker ${clients.length + 1}`, log);
      clients.push(made);
      return made.client;
    },
  });
  return { pool, log, clients };
}

/** Four variants that differ in a parameter of the blur, which is slow, or of what comes after. */
function variants(of: 'blur' | 'after'): readonly Plan[] {
  return [1, 2, 3, 4].map((value) => {
    const blur = node('blur', 'blur', of === 'blur' ? { amount: value } : {});
    const after = node('after', 'noisy', { seed: value });
    const document = graph(
      [node('photo', 'photo'), blur, of === 'blur' ? node('after', 'split') : after],
      [wire('photo.image', 'blur.image'), wire('blur.image', 'after.image')],
    );
    return compile(document, pooled, { environment, targets: ['after'] }).plan;
  });
}

describe('a pool', () => {
  test('shares the cores out between the workers that are busy', async () => {
    const { pool, clients } = openTable(2);
    for (const plan of variants('blur').slice(0, 2)) pool.run(plan);
    await turn();
    expect(clients.map(({ threads }) => threads())).toEqual([2, 2]);
    clients[1]?.end();
    await turn();
    expect(clients.map(({ threads }) => threads())).toEqual([4, 4]);
  });

  test('gives variants with work of their own to as many workers as there may be', async () => {
    const { pool, log, clients } = openTable(2);
    const handles = variants('blur').map((plan) => pool.run(plan));
    await turn();
    // Both photos are read: work shared between them is small beside the blur.
    expect(log.splice(0)).toEqual(['first: photo blur split', 'worker 2: photo blur split']);
    clients[1]?.end();
    await turn();
    expect(log.splice(0)).toEqual(['worker 2: blur split']);
    clients[0]?.end();
    await turn();
    expect(log.splice(0)).toEqual(['first: blur split']);
    for (const { end } of clients) end();
    for (const { finished } of handles) {
      expect(await finished).toMatchObject({ ok: true, value: { report: { end: 'done' } } });
    }
    pool.close();
    expect(clients.map(({ isOpen }) => isOpen())).toEqual([true, false]);
  });

  test('does shared work once: whoever shares it waits for the worker that has it', async () => {
    const { pool, log, clients } = openTable(4);
    const handles = variants('after').map((plan) => pool.run(plan));
    await turn();
    expect(log.splice(0)).toEqual(['first: photo blur noisy']);
    expect(clients).toHaveLength(1);
    for (const { finished } of handles) {
      clients[0]?.end();
      await finished;
      await turn();
    }
    expect(log).toEqual(Array(3).fill('first: noisy'));
  });

  test('takes a cancelled plan off its list, and cancels all', async () => {
    const { pool, log } = openTable(1);
    const handles = variants('blur').map((plan) => pool.run(plan));
    await turn();
    handles[3]?.cancel();
    expect(await handles[3]?.finished).toMatchObject({ value: { report: { end: 'cancelled' } } });
    pool.cancelAll();
    for (const { finished } of handles) {
      expect(await finished).toMatchObject({ value: { report: { end: 'cancelled' } } });
    }
    await turn();
    expect(log).toHaveLength(1);
  });
});
