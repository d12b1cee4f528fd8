import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fail, ok } from '../../src/common/result.ts';
import { defineNode } from '../../src/graph/definition/definition.ts';
import { port } from '../../src/graph/definition/port.ts';
import type { Document, ParamValues } from '../../src/graph/document/document.ts';
import { param } from '../../src/graph/params/param.ts';
import type { RunContext } from '../../src/nodes/_run/node-run.ts';
import { catalog as allNodes } from '../../src/nodes/catalog.ts';
import { execute } from '../../src/runtime/execute/execute.ts';
import { compile } from '../../src/runtime/node.ts';
import { environment, graph, node, wire } from './build.ts';
import { flat, greyOf, testDeps } from './runs.ts';

/** A node whose work is long, and whose strength is applied to what the work has given. */
const dream = defineNode({
  type: 'dream',
  version: 1,
  title: 'Dream',
  category: 'output',
  end: true,
  summary: 'Works long.',
  inputs: {},
  params: {
    depth: param.number({ min: 0, max: 9, step: 1, default: 2 }),
    strength: param.number({ min: 0, max: 9, step: 1, default: 1, socket: true, late: true }),
  },
  outputs: { image: port.image() },
});
const number = defineNode({
  type: 'number',
  version: 1,
  title: 'Number',
  category: 'value',
  summary: 'A number.',
  inputs: {},
  params: { value: param.number({ min: 0, max: 9, step: 1, default: 3 }) },
  outputs: { number: port.number() },
});
const catalog = { dream, number };

function documentOf(params: ParamValues, driven?: number) {
  const dreaming = node('dream', 'dream', params);
  if (driven === undefined) return graph([dreaming]);
  return graph(
    [dreaming, node('number', 'number', { value: driven })],
    [wire('number.number', 'dream.strength')],
  );
}

function world() {
  let worked = 0;
  let cutShort = false;
  let stopped = false;
  const found: unknown[] = [];
  const run = async (
    _: never,
    params: { depth: number; strength: number },
    context: RunContext,
  ) => {
    const work = await context.memoise(async () => {
      worked++;
      found.push(await context.unfinished());
      context.keepUnfinished(worked, 2);
      if (stopped) return fail({ code: 'cancelled', message: 'Stopped.' });
      if (cutShort) context.cutShort({ octave: 1, octaves: 2, step: 3 });
      return ok(params.depth);
    });
    return work.ok ? ok({ image: flat(work.value * params.strength) }) : work;
  };
  const deps = {
    ...testDeps(),
    catalog,
    runs: { dream: run, number: (_: never, { value }: { value: number }) => ok({ number: value }) },
  };
  const runOnce = async (document: Document, { cut = false, stop = false } = {}) => {
    cutShort = cut;
    stopped = stop;
    const { plan } = compile(document, catalog, { environment });
    const { targets } = await execute(deps as never, plan, {
      run: 'r',
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    return { grey: targets[0] ? greyOf(targets[0].outputs.image) : Number.NaN, worked, found };
  };
  return Object.assign(runOnce, { cachedKeys: () => [...deps.cache.keys()] });
}

test('another value of a late parameter gives another picture without the long work', async () => {
  const run = world();
  expect(await run(documentOf({ depth: 2, strength: 1 }))).toMatchObject({ grey: 2, worked: 1 });
  expect(await run(documentOf({ depth: 2, strength: 3 }))).toMatchObject({ grey: 6, worked: 1 });
  expect(await run(documentOf({ depth: 4, strength: 3 }))).toMatchObject({ grey: 12, worked: 2 });
});

test('work that was stopped is found as far as it came, until all of it is there', async () => {
  const run = world();
  const document = documentOf({ depth: 2 });
  await run(document, { stop: true });
  await run(document, { stop: true });
  expect(await run(document)).toEqual({ grey: 2, worked: 3, found: [undefined, 1, 2] });
  expect(run.cachedKeys().filter((key) => key.endsWith('unfinished'))).toEqual([]);
  expect(await run(documentOf({ depth: 3 }))).toMatchObject({
    found: [undefined, 1, 2, undefined],
  });
});

test('long work that was cut short is not kept', async () => {
  const run = world();
  expect(await run(documentOf({ depth: 2 }), { cut: true })).toMatchObject({ grey: 2, worked: 1 });
  expect(await run(documentOf({ depth: 2 }))).toMatchObject({ grey: 2, worked: 2 });
});

test('a wire that drives a late parameter costs no work either', async () => {
  const run = world();
  expect(await run(documentOf({ depth: 2 }, 3))).toMatchObject({ grey: 6, worked: 1 });
  expect(await run(documentOf({ depth: 2 }, 5))).toMatchObject({ grey: 10, worked: 1 });
});

test('how a dream is merged costs no new sum of its octaves', async () => {
  const preset = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const stepWith = (params: ParamValues) => {
    const nodes = preset.nodes.map((each: { type: string }) =>
      each.type === 'octave-merge' ? { ...each, params } : each,
    );
    const { plan } = compile({ ...preset, nodes }, allNodes, { environment });
    return plan.steps.find(({ type }) => type === 'octave-merge');
  };
  const plain = stepWith({});
  const strong = stepWith({ strength: 1.5, saturation: 0.5, contrast: 2, grain: 0 });
  expect(strong?.key).not.toBe(plain?.key);
  expect(strong?.memoKey).toBe(plain?.memoKey);
  expect(stepWith({ weights: [2] })?.memoKey).not.toBe(plain?.memoKey);
});
