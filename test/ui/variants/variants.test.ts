import { beforeEach, describe, expect, test } from 'vitest';
import type { Document } from '../../../src/graph/document/document.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import type { Plan, ResolvedSeed } from '../../../src/runtime/browser.ts';
import {
  openDocument,
  showVariant,
  undo,
  useDocument,
} from '../../../src/ui/document/document-store.ts';
import { nodeById, resetParam, setParam } from '../../../src/ui/document/edits.ts';
import { shownDifferences } from '../../../src/ui/document/variant-differences.ts';
import {
  applyVariant,
  deleteVariant,
  duplicateVariant,
  makeVariant,
  resetVariant,
  stepVariant,
} from '../../../src/ui/document/variant-edits.ts';
import { pictures } from '../../../src/ui/results/pictures.ts';
import { reproducibleGraph } from '../../../src/ui/results/provenance.ts';
import { SavedResults, savedResults } from '../../../src/ui/results/saved-results.ts';
import { changeNodes, showSaved, swapNodes } from '../../../src/ui/run/node-runs.ts';
import { useRun } from '../../../src/ui/run/run-store.ts';
import { drawnSeeds } from '../../../src/ui/run/variant-plans.ts';
import { variantFooter } from '../../../src/ui/run/variant-status.ts';
import { changeSummary } from '../../../src/ui/variants/VariantCard.tsx';

const parsed = parseDocument(
  {
    format: 'dreamgraph',
    version: 1,
    nodes: [
      { id: 'split', type: 'octave-split', params: { count: 4, ratio: 1.4 } },
      { id: 'merge', type: 'octave-merge', params: { strength: 1 } },
    ],
  },
  catalog,
);
const graph = parsed.ok ? parsed.value.document : undefined;

const state = () => useDocument.getState();
const own = (param: string) => state().document.nodes[0]?.params[param];
const shown = (param: string) => nodeById('split')?.params[param];

beforeEach(() => openDocument(graph as Document, 'test'));

describe('a variant that is shown', () => {
  test('takes the edits, and the graph keeps its own values', () => {
    makeVariant();
    setParam('split', 'count', 7, true);
    expect([own('count'), shown('count')]).toEqual([4, 7]);
    expect(state().document.variants[0]?.params).toEqual({ split: { count: 7 } });
    showVariant(undefined);
    expect(shown('count')).toBe(4);
  });

  test('loses a change that is taken back to the value of the graph, by hand or by reset', () => {
    makeVariant();
    setParam('split', 'count', 7, true);
    setParam('split', 'count', 4, true);
    expect(state().document.variants[0]?.params).toEqual({});
    setParam('split', 'count', 7, true);
    setParam('split', 'ratio', 1.8, true);
    resetParam('split', 'count');
    expect(state().document.variants[0]?.params).toEqual({ split: { ratio: 1.8 } });
    resetParam('split');
    expect(state().document.variants[0]?.params).toEqual({});
  });

  test('goes on with the values it came from when another one is made of it', () => {
    makeVariant();
    setParam('split', 'count', 7, true);
    makeVariant();
    setParam('merge', 'strength', 0.5, true);
    expect(state().document.variants.map(({ params }) => params)).toEqual([
      { split: { count: 7 } },
      { split: { count: 7 }, merge: { strength: 0.5 } },
    ]);
  });

  test('makes way for the graph when undo takes it away, or for its neighbour when deleted', () => {
    makeVariant();
    undo();
    expect(state().variant).toBeUndefined();
    makeVariant();
    makeVariant();
    const [first, second] = state().document.variants;
    deleteVariant(second?.id ?? '');
    expect(state().variant).toBe(first?.id);
    stepVariant(-1);
    expect(state().variant).toBeUndefined();
  });

  test('gives a node that it does not change as the same object, so that nothing renders', () => {
    makeVariant();
    setParam('split', 'count', 7, true);
    const before = nodeById('split');
    setParam('merge', 'strength', 0.5, true);
    expect(nodeById('split')).toBe(before);
  });

  test('becomes the graph in one step that can be undone', () => {
    makeVariant();
    setParam('split', 'count', 7, true);
    applyVariant(state().variant ?? '');
    expect([own('count'), state().variant]).toEqual([7, undefined]);
    undo();
    expect(own('count')).toBe(4);
  });

  test('tells each value that differs, and goes back to the graph in one step', () => {
    makeVariant();
    setParam('split', 'count', 7, true);
    setParam('merge', 'strength', 1.6, true);
    const told = () =>
      shownDifferences(state()).map(
        ({ title, name, was, now }) => `${title}, ${name} ${was} ${now}`,
      );
    expect(told()).toEqual(['Octave Split, octaves 4 7', 'Octave Merge, merge strength 1.00 1.60']);
    resetVariant();
    expect([told(), shown('count')]).toEqual([[], 4]);
    undo();
    expect(told()).toHaveLength(2);
    showVariant(undefined);
    expect(told()).toEqual([]);
  });

  test("differs in nothing once its values are the graph's", () => {
    makeVariant();
    setParam('split', 'count', 7, true);
    const { variant: id = '' } = state();
    applyVariant(id);
    showVariant(id);
    expect(shownDifferences(state())).toEqual([]);
  });

  test('gets a colour that the fewest others have, in order', () => {
    for (let made = 0; made < 7; made += 1) makeVariant();
    const colours = () => state().document.variants.map(({ colour }) => colour);
    expect(colours()).toEqual(['sand', 'sky', 'rose', 'violet', 'olive', 'teal', 'sand']);
    deleteVariant(state().document.variants[2]?.id ?? '');
    duplicateVariant(state().document.variants[0]?.id ?? '');
    expect(colours()[1]).toBe('rose');
  });

  test('says in words what it changes', () => {
    makeVariant();
    const summary = () => {
      const [variant] = state().document.variants;
      return variant && changeSummary(state().document, variant);
    };
    expect(summary()).toBe("The graph's values");
    setParam('split', 'count', 7, true);
    setParam('merge', 'strength', 0.5, true);
    expect(summary()).toBe('octaves 7 · merge strength 0.5');
  });
});

const plan: Plan = { steps: [], targets: [], delays: [], seeds: [], profile: 'test' };
/** What the compiler says of nodes: their keys. */
const keys = (of: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(of).map(([node, key]) => [node, { key, cached: false }]));
const picture = (width: number) => ({
  width,
  height: 1,
  pixels: { width, height: 1, data: new Uint8ClampedArray(width * 4) },
  final: true,
});
const source = graph as Document;

describe('results of other values', () => {
  beforeEach(() => {
    savedResults.clear();
    useRun.setState({ nodes: {}, plan: {} });
  });

  test('are shown at once where they are kept, and are stale where they are not', () => {
    savedResults.put('a', { picture: picture(3), ms: 900, graph: source });
    useRun.setState({
      nodes: { split: { status: 'done', key: 'b' }, merge: { status: 'done', key: 'c' } },
    });
    showSaved(keys({ split: 'a', merge: 'd' }));
    const { nodes } = useRun.getState();
    expect(nodes.split).toMatchObject({ status: 'done', key: 'a', ms: 900 });
    expect(pictures.get('split')?.width).toBe(3);
    expect(nodes.merge).toMatchObject({ status: 'done', key: 'c' });
  });

  test('a failure is forgotten with the values that led to it', () => {
    const problem = { code: 'x', message: 'It failed.' };
    useRun.setState({ nodes: { split: { status: 'failed', failedKey: 'a', problem } } });
    showSaved(keys({ split: 'a' }));
    expect(useRun.getState().nodes.split?.status).toBe('failed');
    showSaved(keys({ split: 'b' }));
    expect(useRun.getState().nodes.split).toBeUndefined();
  });

  test('what a hidden variant is at waits until it is shown', () => {
    changeNodes({ home: useDocument.getState().id, variant: 'v1' }, () => ({
      split: { status: 'running', fraction: 0.5 },
      // Its picture is not on the node, so it may not count as shown.
      merge: { status: 'done', key: 'a' },
    }));
    expect(useRun.getState().nodes).toEqual({});
    swapNodes({ variant: undefined }, { variant: 'v1' });
    expect(useRun.getState().nodes).toMatchObject({ split: { status: 'running' } });
    expect(useRun.getState().nodes.merge).toBeUndefined();
    swapNodes({ variant: 'v1' }, { variant: undefined });
    expect(useRun.getState().nodes).toEqual({});
  });

  test('give way in the order of their last use when there is no room', () => {
    const saved = new SavedResults(32);
    saved.put('a', { picture: picture(4), graph: source });
    saved.put('b', { picture: picture(4), graph: source });
    saved.get('a');
    saved.put('c', { picture: picture(4), graph: source });
    expect(['a', 'b', 'c'].filter((key) => saved.get(key))).toEqual(['a', 'c']);
  });

  test('keep their full size and their story when a cache tells of them again', () => {
    const saved = new SavedResults();
    saved.put('a', { picture: picture(8), ms: 70, graph: source });
    saved.put('a', { picture: picture(4), graph: source });
    expect(saved.get('a')).toMatchObject({ ms: 70, picture: { width: 8 } });
  });
});

test('the seeds that were drawn are told from those that a variant gives', () => {
  makeVariant();
  const document = {
    ...state().document,
    nodes: [
      {
        id: 'noise',
        type: 'noise',
        version: 1,
        position: { x: 0, y: 0 },
        params: { seed: 'random' },
      },
    ],
    variants: [{ id: 'v', name: 'V', params: { noise: { seed: 5 } } }],
  };
  const seed = (value: number): ResolvedSeed => ({ node: 'noise', param: 'seed', seed: value });
  const prepared = (variant: string | undefined, value: number) => ({
    variant,
    plan: { ...plan, seeds: [seed(value)] },
  });
  const drawn = drawnSeeds(document, [prepared(undefined, 77), prepared('v', 5)]);
  expect(drawn).toEqual({ 'noise.seed': 77 });
  // The graph that is kept with the picture makes it again by itself.
  expect(reproducibleGraph(document, 'v', prepared('v', 5).plan).nodes[0]?.params.seed).toBe(5);
  expect(
    reproducibleGraph(document, undefined, prepared(undefined, 77).plan).nodes[0]?.params.seed,
  ).toBe(77);
});

test('a variant tells running before an older result, and a failure only of these values', () => {
  const own = { plan, key: 'a', problem: undefined };
  const job = {
    status: 'failed',
    key: 'a',
    fraction: 0,
    problem: { code: 'x', message: 'No.' },
  } as const;
  const run = { ms: 1500, seeds: [] };
  expect(variantFooter(own, { ...job, status: 'running' }, { run }, {}).status).toBe('running');
  expect(variantFooter(own, job, undefined, {})).toMatchObject({ status: 'error', text: 'No.' });
  expect(variantFooter({ ...own, key: 'b' }, job, undefined, {}).status).toBe('stale');
  expect(variantFooter(own, job, { run }, undefined)).toMatchObject({
    status: 'cached',
    time: '1.5 s',
  });
  expect(variantFooter(own, undefined, undefined, undefined).text).toBe('Not run yet');
});
