import { expect, test } from 'vitest';
import deepdream from '../../presets/deepdream.json';
import { listTiles, planTiles } from '../../src/engine/ascent/tiles.ts';
import type { Json } from '../../src/graph/document/json.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { ascentWork } from '../../src/nodes/_params/ascent-work.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile } from '../../src/runtime/browser.ts';
import type { Plan, PlanStep } from '../../src/runtime/compile/plan.ts';
import {
  type CostModel,
  createCostModel,
  estimate,
  type Speeds,
  workOf,
} from '../../src/runtime/planning/cost-model.ts';
import { stepsToRun } from '../../src/runtime/planning/needs.ts';
import { compileFrames } from '../../src/runtime/sequence/compile-frames.ts';
import { environment, graph, node, wire } from './build.ts';

const iterations = 10;

/** The plan of the preset with ten iterations, with values of some nodes changed. */
function planWith(changes: Readonly<Record<string, object>> = {}): Plan {
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
  return compile(parsed.value.document, catalog, { environment }).plan;
}

function stepOf({ steps }: Plan, wanted: string): PlanStep {
  const step = steps.find(({ type }) => type === wanted);
  if (!step) throw new Error(`The preset has no ${wanted}.`);
  return step;
}

/** The work of the preset's ascent. */
function workWith(changes?: Readonly<Record<string, object>>): number {
  const plan = planWith(changes);
  return workOf(stepOf(plan, 'gradient-ascent'), plan, catalog);
}

test('an ascent has work by its iterations, its picture size and its octaves', () => {
  const usual = workWith();
  expect(workWith({ 'gradient-ascent': { iterations: 0 } })).toBe(0);
  const twice = workWith({ 'gradient-ascent': { iterations: 2 * iterations } });
  expect(twice / usual).toBeGreaterThan(1.6);
  expect(twice / usual).toBeLessThan(2);
  const large = workWith({ 'load-image': { size: 1024 } });
  expect(large / usual).toBeGreaterThan(3);
  expect(large / usual).toBeLessThan(4);
  expect(workWith({ 'load-image': { fit: 'cover', width: 1024, height: 768 } })).toBeCloseTo(large);
  const single = workWith({ 'octave-split': { count: 1 } });
  const two = workWith({ 'octave-split': { count: 2, ratio: 2 } });
  expect(two / single).toBeGreaterThan(1.2);
  expect(two / single).toBeLessThan(1.4);
  // Two terms are measured at each octave before they are weighed, one is not.
  expect(workWith({ 'gradient-ascent': { calibrate: false } })).toBeLessThan(0.9 * usual);
});

test('of a large picture networks see more than it has: tiles overlap, as the engine plans them', () => {
  const sizes = [
    [1200, 900],
    [2000, 1500],
    [3000, 2000],
    [6000, 4000],
  ] as const;
  for (const [width, height] of sizes) {
    // From layers that see little to those that see far.
    for (const halo of [96, 144, 216, 256]) {
      const tiles = listTiles(planTiles({ width, height }, { size: 'auto', halo }));
      const seen = tiles.reduce((total, { window }) => total + window.width * window.height, 0);
      const work = 1e6 * ascentWork(1, [(width * height) / 1e6], 0);
      expect(work / seen).toBeGreaterThan(0.6);
      expect(work / seen).toBeLessThan(2.3);
    }
  }
});

/**
 * One step on the photo at these sizes, with two terms: seconds of processor that the ascent took
 * with the SIMD kernels on an idle and on a busy machine alike.
 */
const took = [
  { size: 160, count: 1, seconds: 0.2 },
  { size: 512, count: 1, seconds: 0.7 },
  { size: 512, count: 6, seconds: 1.6 },
  { size: 1024, count: 1, seconds: 2.2 },
  { size: 2000, count: 1, seconds: 13.2 },
  { size: 3000, count: 1, seconds: 22.6 },
  { size: 6000, count: 1, seconds: 66 },
];

const timed = took.map(({ size, count, seconds }) => ({
  seconds,
  plan: planWith({
    'load-image': { size },
    'octave-split': { count },
    'gradient-ascent': { iterations: 1 },
  }),
}));

function secondsOf(plan: Plan, costs: CostModel): number {
  return estimate(plan.steps, plan, costs).seconds;
}

test('before any run, the time on one core comes out within a factor of two at every size', () => {
  // The smallest takes no time to speak of, and most of it is not the dream.
  for (const { plan, seconds } of timed.slice(1)) {
    const ratio = secondsOf(plan, createCostModel(catalog)) / seconds;
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  }
});

test('from the speed at one size, the time at any other comes out within a factor of two', () => {
  for (const learned of timed.slice(1)) {
    const costs = createCostModel(catalog);
    costs.learn(stepOf(learned.plan, 'gradient-ascent'), learned.plan, 1000 * learned.seconds);
    for (const { plan, seconds } of timed) {
      const ratio = secondsOf(plan, costs) / seconds;
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2.1);
    }
  }
});

test('what a small picture took to be read or written is not taken for the speed of large ones', () => {
  const [small] = timed;
  const large = timed.at(-1);
  if (!small || !large) throw new Error('There are sizes.');
  const costs = createCostModel(catalog);
  costs.learn(stepOf(small.plan, 'load-image'), small.plan, 400);
  expect(costs.expect(stepOf(small.plan, 'load-image'), small.plan)).toBeLessThan(450);
  expect(costs.expect(stepOf(large.plan, 'load-image'), large.plan)).toBeLessThan(4000);
  costs.learn(stepOf(small.plan, 'gradient-ascent'), small.plan, 350);
  expect(secondsOf(large.plan, costs)).toBeLessThan(2 * large.seconds);
  // What only hands on costs nothing, however large.
  expect(costs.expect(stepOf(large.plan, 'octave-split'), large.plan)).toBeLessThan(10);
});

/** A plan for pictures of the channels of a layer. */
function viewOf(params: Readonly<Record<string, Json>>) {
  const document = graph(
    [
      node('network', 'load-network', {}, { version: catalog['load-network'].version }),
      node('view', 'feature-view', params),
    ],
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
  expect(work({ channels: [3, 5, 7] }) / work({})).toBeCloseTo(3);
  expect(work({ channels: [3, 5, 7], show: 'together' })).toBeCloseTo(work({}));
  expect(work({ size: 800 }) / work({ size: 400 })).toBeGreaterThan(3);
  expect(work({ iterations: 100 }) / work({ iterations: 10 })).toBeGreaterThan(5);
});

test('the model guesses, then goes by the last step of the same type', () => {
  const costs = createCostModel(catalog);
  const { plan, step } = viewOf({ iterations: 10, size: 400 });
  const [network] = plan.steps;
  if (!network) throw new Error('There is no step for the network.');
  expect([costs.isLong(step), costs.isLong(network)]).toEqual([true, false]);
  expect(costs.isMeasured(step, plan)).toBe(false);
  expect(costs.expect(step, plan)).toBeGreaterThan(costs.expect(network, plan));
  costs.learn(step, plan, 500);
  expect(costs.isMeasured(step, plan)).toBe(true);
  expect(costs.expect(step, plan)).toBeCloseTo(500);
  const twice = viewOf({ iterations: 20, size: 400 });
  const ratio = workOf(twice.step, twice.plan, catalog) / workOf(step, plan, catalog);
  expect(costs.expect(twice.step, twice.plan)).toBeCloseTo(500 * ratio);
});

test('a network or layer that was timed goes before others, on the same backend only', () => {
  const learned: Speeds[] = [];
  const costs = createCostModel(catalog, { onLearn: (speeds) => learned.push(speeds) });
  const cheap = viewOf({ iterations: 20, layer: 'mixed2' });
  const dear = viewOf({ iterations: 20, layer: 'mixed5' });
  costs.learn(dear.step, dear.plan, 4000);
  costs.learn(cheap.step, cheap.plan, 1000);
  expect(costs.expect(dear.step, dear.plan)).toBeCloseTo(4000);
  const other = viewOf({ iterations: 20, layer: 'mixed3' });
  expect(costs.expect(other.step, other.plan)).toBeCloseTo(1000);
  const elsewhere = { ...other.plan, profile: 'another' };
  expect(costs.isMeasured(other.step, elsewhere)).toBe(false);
  // Another visit starts from what was learned.
  const known = createCostModel(catalog, { known: learned.at(-1) ?? {} });
  expect(known.expect(dear.step, dear.plan)).toBeCloseTo(4000);
});

test('a run is estimated by the time of all its steps and the memory of the largest', () => {
  const costs = createCostModel(catalog);
  const { plan, step } = viewOf({ size: 1000 });
  costs.learn(step, plan, 3000);
  const whole = estimate(plan.steps, plan, costs);
  expect(whole.seconds).toBeGreaterThan(3);
  expect(whole.seconds).toBeLessThan(3.5);
  expect(whole.bytes).toBe(costs.memory(step, plan));
  expect(whole.bytes).toBeGreaterThan(5e8);
  expect(estimate([], plan, costs)).toEqual({ seconds: 0, bytes: 0 });
});

test('a step without gradient steps teaches nothing', () => {
  const costs = createCostModel({
    ...catalog,
    'feature-view': { ...catalog['feature-view'], work: () => 0 },
  });
  const { plan, step } = viewOf({});
  costs.learn(step, plan, 500);
  expect(costs.isMeasured(step, plan)).toBe(false);
  expect(costs.expect(step, plan)).toBe(0);
});

test('a later frame of a film is as much work as the first, and what it is given is none', () => {
  const film = graph(
    [
      node('photo', 'load-image', { size: 640 }, { version: catalog['load-image'].version }),
      node('before', 'previous-frame'),
      node('layer', 'layer-objective', {}, { version: catalog['layer-objective'].version }),
      node('network', 'load-network', {}, { version: catalog['load-network'].version }),
      node('ascent', 'gradient-ascent', {}, { version: catalog['gradient-ascent'].version }),
      node('show', 'preview'),
    ],
    [
      wire('photo.image', 'before.first'),
      wire('before.image', 'ascent.image'),
      wire('network.network', 'layer.network'),
      wire('layer.objective', 'ascent.objective'),
      wire('ascent.image', 'before.next'),
      wire('ascent.image', 'show.image'),
    ],
    { sequence: { frames: 9, fps: 24 } },
  );
  const files = { ...environment, files: new Map() };
  const frames = [...compileFrames(film, catalog, { environment: files }, { first: 0, last: 8 })];
  const [first, later] = [frames[0], frames[5]].map((frame) => {
    if (!frame || frame.errors.length > 0) throw new Error('The film does not compile.');
    const costs = createCostModel(catalog);
    const run = estimate(stepsToRun(frame.plan, new Set()), frame.plan, costs);
    return { run, work: workOf(stepOf(frame.plan, 'gradient-ascent'), frame.plan, catalog) };
  });
  expect(later?.work).toBe(first?.work);
  expect(later?.run.bytes).toBe(first?.run.bytes);
  // The first one reads the photo.
  expect(later?.run.seconds).toBeLessThanOrEqual(first?.run.seconds ?? 0);
  expect(later?.run.seconds).toBeGreaterThan(0.8 * (first?.run.seconds ?? 0));
});
