import { expect, test } from 'vitest';
import deepdream from '../../presets/deepdream.json';
import type { Json } from '../../src/graph/document/json.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile } from '../../src/runtime/browser.ts';
import { createCostModel, workOf } from '../../src/runtime/planning/cost-model.ts';
import { environment, graph, node, wire } from './build.ts';

const iterations = 10;

/** The work of the preset's ascent of ten iterations, with values of some nodes changed. */
function workWith(changes: Readonly<Record<string, object>> = {}): number {
  const nodes = deepdream.nodes.map((node) => ({
    ...node,
    params: {
      ...node.params,
      ...(node.type === 'gradient-ascent' && { iterations }),
      ...changes[node.type],
    },
  }));
  const parsed = parseDocument({ ...deepdream, nodes }, catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const environment = { profile: 'test', files: new Map(), seed: () => 1 };
  const { plan } = compile(parsed.value.document, catalog, { environment });
  const ascent = plan.steps.find(({ type }) => type === 'gradient-ascent');
  if (!ascent) throw new Error('The preset has no ascent.');
  return workOf(ascent, plan, catalog);
}

test('an ascent has work by its iterations, its picture size and its octaves', () => {
  const usual = workWith();
  expect(workWith({ 'gradient-ascent': { iterations: 2 * iterations } })).toBeCloseTo(2 * usual);
  expect(workWith({ 'load-image': { size: 1024 } })).toBeCloseTo(4 * usual);
  expect(workWith({ 'load-image': { fit: 'cover', width: 1024, height: 768 } })).toBeCloseTo(
    4 * usual,
  );
  const single = workWith({ 'octave-split': { count: 1 } });
  expect(single).toBeCloseTo((iterations * 512 * 384) / 1e6);
  const two = workWith({ 'octave-split': { count: 2, ratio: 2 } });
  expect(two).toBeCloseTo(1.25 * single);
});

/** A plan for pictures of the channels of a layer. */
function viewOf(params: Readonly<Record<string, Json>>) {
  const document = graph(
    [node('network', 'load-network'), node('view', 'feature-view', params)],
    [wire('network.network', 'view.network')],
  );
  const { plan } = compile(document, catalog, { environment });
  const step = plan.steps.find(({ type }) => type === 'feature-view');
  if (!step) throw new Error('There is no step for the view.');
  return { plan, step };
}

test('a Feature View has work by its iterations, its size and its pictures', () => {
  const work = (params: Readonly<Record<string, Json>>) => {
    const { plan, step } = viewOf({ iterations: 10, size: 200, channels: [3], ...params });
    return workOf(step, plan, catalog);
  };
  expect(work({})).toBeCloseTo(0.4);
  expect(work({ channels: [3, 5, 7] })).toBeCloseTo(1.2);
  expect(work({ channels: [3, 5, 7], show: 'together' })).toBeCloseTo(0.4);
  expect(work({ size: 400 })).toBeCloseTo(1.6);
});

test('the model guesses, then goes by the last step of the same type', () => {
  const costs = createCostModel(catalog);
  const { plan, step } = viewOf({ iterations: 10 });
  const [network] = plan.steps;
  if (!network) throw new Error('There is no step for the network.');
  expect([costs.isLong(step), costs.isLong(network)]).toEqual([true, false]);
  expect(costs.isMeasured(step)).toBe(false);
  expect(costs.expect(step, plan)).toBeGreaterThan(costs.expect(network, plan));
  costs.learn(step, plan, 500);
  expect(costs.isMeasured(step)).toBe(true);
  expect(costs.expect(step, plan)).toBeCloseTo(500);
  const twice = viewOf({ iterations: 20 });
  expect(costs.expect(twice.step, twice.plan)).toBeCloseTo(1000);
});

test('a step without gradient steps teaches nothing', () => {
  const costs = createCostModel({
    ...catalog,
    'feature-view': { ...catalog['feature-view'], work: () => 0 },
  });
  const { plan, step } = viewOf({});
  costs.learn(step, plan, 500);
  expect(costs.isMeasured(step)).toBe(false);
  expect(costs.expect(step, plan)).toBe(0);
});
