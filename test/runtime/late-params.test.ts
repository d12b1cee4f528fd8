import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ok } from '../../src/common/result.ts';
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
  const run = async (
    _: never,
    params: { depth: number; strength: number },
    context: RunContext,
  ) => {
    const work = await context.memoise(async () => {
      worked++;
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
  return async (document: Document, { cut = false } = {}) => {
    cutShort = cut;
    const { plan } = compile(document, catalog, { environment });
    const { targets } = await execute(deps as never, plan, {
      run: 'r',
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    return { grey: greyOf(targets[0]?.outputs.image), worked };
  };
}

test('another value of a late parameter gives another picture without the long work', async () => {
  const run = world();
  expect(await run(documentOf({ depth: 2, strength: 1 }))).toEqual({ grey: 2, worked: 1 });
  expect(await run(documentOf({ depth: 2, strength: 3 }))).toEqual({ grey: 6, worked: 1 });
  expect(await run(documentOf({ depth: 4, strength: 3 }))).toEqual({ grey: 12, worked: 2 });
});

test('long work that was cut short is not kept', async () => {
  const run = world();
  expect(await run(documentOf({ depth: 2 }), { cut: true })).toEqual({ grey: 2, worked: 1 });
  expect(await run(documentOf({ depth: 2 }))).toEqual({ grey: 2, worked: 2 });
});

test('a wire that drives a late parameter costs no work either', async () => {
  const run = world();
  expect(await run(documentOf({ depth: 2 }, 3))).toEqual({ grey: 6, worked: 1 });
  expect(await run(documentOf({ depth: 2 }, 5))).toEqual({ grey: 10, worked: 1 });
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
