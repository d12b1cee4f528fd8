import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ok, type Result } from '../../../src/common/result.ts';
import type { Environment } from '../../../src/runtime/browser.ts';
import { openDocument, showVariant, useDocument } from '../../../src/ui/document/document-store.ts';
import { perform, setParam } from '../../../src/ui/document/edits.ts';
import { pictures } from '../../../src/ui/results/pictures.ts';
import { savedResults } from '../../../src/ui/results/saved-results.ts';
import { clearResults, failedNodes } from '../../../src/ui/run/node-runs.ts';
import { startPlanner } from '../../../src/ui/run/planner.ts';
import { useRun } from '../../../src/ui/run/run-store.ts';
import { useVariantPlans } from '../../../src/ui/run/variant-plans.ts';
import { noiseDocument } from './fake-worker.ts';

const fake = await vi.hoisted(async () => (await import('./fake-worker.ts')).createFakeWorker());
vi.mock('../../../src/ui/run/worker.ts', () => fake.module);

const plan = () => useRun.getState().plan;
const keyOf = (node: string) => plan()[node]?.key ?? '';
/** The pause after an edit is over, and the plan is there. */
const planned = () => vi.advanceTimersByTimeAsync(200);

let starts = 0;
beforeEach(async () => {
  vi.useFakeTimers();
  fake.cached.clear();
  fake.setEnvironment(undefined);
  clearResults();
  if (starts === 0) startPlanner();
  starts += 1;
  openDocument(noiseDocument(), `test ${starts}`);
  await planned();
});
afterEach(() => vi.useRealTimers());

describe('the plan of what is shown', () => {
  test('waits until editing pauses', async () => {
    const before = keyOf('noise');
    setParam('noise', 'seed', 1, true);
    await vi.advanceTimersByTimeAsync(100);
    setParam('noise', 'seed', 2, true);
    await vi.advanceTimersByTimeAsync(100);
    expect(keyOf('noise')).toBe(before);
    await planned();
    expect(keyOf('noise')).not.toBe(before);
  });

  test('says what the workers have cached as soon as they do', async () => {
    expect(plan().save).toMatchObject({ cached: false });
    fake.cached.add(keyOf('noise')).add(keyOf('save'));
    fake.cacheChanged();
    await planned();
    expect(plan()).toMatchObject({ noise: { cached: true }, save: { cached: true } });
  });

  test.each(['constructor', 'toString', 'valueOf'])(
    'is of a node called %s as of any other',
    async (id) => {
      const document = noiseDocument();
      const nodes = [
        ...document.nodes,
        { ...document.nodes[0], id },
        { ...document.nodes[1], id: `${id}2` },
      ];
      openDocument({ ...document, nodes } as typeof document, `test ${id}`);
      await planned();
      expect(Object.keys(plan())).toContain(id);
      // The node that reads nothing has an error, which stands with it alone.
      expect(Object.keys(useRun.getState().errors)).toEqual([`${id}2`]);
      const broken = { ...document.nodes[1], id };
      openDocument(
        { ...document, nodes: [...document.nodes, broken] } as typeof document,
        `test broken ${id}`,
      );
      await planned();
      expect(useRun.getState().errors[id]).toHaveLength(1);
      expect(failedNodes(useRun.getState().errors[id] ?? [])[id]?.status).toBe('failed');
    },
  );

  test('takes a random seed for the one that was drawn last', async () => {
    useRun.setState({ seeds: { 'noise.seed': 5 } });
    fake.cacheChanged();
    await planned();
    const drawn = keyOf('noise');
    setParam('noise', 'seed', 5, true);
    await planned();
    expect(keyOf('noise')).toBe(drawn);
  });

  test('keeps what says the same as the same object', async () => {
    const before = plan();
    setParam('save', 'name', 'another', true);
    await planned();
    expect(plan().noise).toBe(before.noise);
  });

  test('puts a mistake on the node that has it, and takes it away when it is mended', async () => {
    perform({ type: 'remove', nodes: ['noise'], frames: [], notes: [] });
    await planned();
    expect(useRun.getState().errors.save).toMatchObject([{ code: 'missing-input' }]);
    openDocument(noiseDocument(), 'mended');
    await planned();
    expect(useRun.getState().errors).toEqual({});
  });

  test('that is out of date before it is ready is dropped', async () => {
    const before = keyOf('noise');
    let ready: (value: Result<Environment>) => void = () => {};
    fake.setEnvironment(new Promise((resolve) => (ready = resolve)));
    setParam('noise', 'seed', 3, true);
    await planned();
    // The files were hashed for a document that is no longer there.
    setParam('noise', 'seed', 4, true);
    ready(ok({ profile: 'late', files: new Map(), seed: () => 1 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(keyOf('noise')).toBe(before);
    fake.setEnvironment(undefined);
    await planned();
    expect(keyOf('noise')).not.toBe(before);
  });
});

describe('a result that was saved', () => {
  const picture = {
    width: 3,
    height: 1,
    pixels: { width: 3, height: 1, data: new Uint8ClampedArray(12) },
    final: true,
  };

  test('is shown when an edit comes back to its values', async () => {
    const key = keyOf('noise');
    savedResults.put(key, { picture, ms: 40, graph: useDocument.getState().document });
    setParam('noise', 'seed', 1, true);
    await planned();
    expect(useRun.getState().nodes.noise).toBeUndefined();
    setParam('noise', 'seed', 'random', true);
    await planned();
    expect(useRun.getState().nodes.noise).toMatchObject({ status: 'done', key, cached: true });
    expect(pictures.get('noise')?.width).toBe(3);
  });

  test('of a variant is shown at once when that variant is', async () => {
    const variantKey = useVariantPlans.getState().plans.get('v')?.plan.steps[0]?.key ?? '';
    expect(variantKey).not.toBe(keyOf('noise'));
    savedResults.put(variantKey, { picture, graph: useDocument.getState().document });
    showVariant('v');
    // No pause: nobody types.
    await vi.advanceTimersByTimeAsync(0);
    expect(keyOf('noise')).toBe(variantKey);
    expect(useRun.getState().nodes.noise).toMatchObject({ status: 'done', key: variantKey });
  });
});

test('the graph and each variant have a plan, with the key of the picture they are known by', () => {
  const { plans } = useVariantPlans.getState();
  expect([...plans.keys()]).toEqual([undefined, 'v']);
  expect(plans.get(undefined)?.key).toBe(keyOf('save'));
});
