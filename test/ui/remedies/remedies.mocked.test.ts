import { beforeEach, expect, test, vi } from 'vitest';
import { fail, ok, type Problem } from '../../../src/common/result.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { openDocument, useDocument } from '../../../src/ui/document/document-store.ts';
import { remedyFor } from '../../../src/ui/remedies/remedies.ts';
import { type BackendName, useBackends } from '../../../src/ui/run/backends.ts';
import { useRun } from '../../../src/ui/run/run-store.ts';
import { useSession } from '../../../src/ui/session/session-store.ts';

const fake = await vi.hoisted(async () =>
  (await import('../run/fake-worker.ts')).createFakeWorker(),
);
const useBackend = vi.fn(async (_: object) => ok({}) as unknown);
vi.mock('../../../src/ui/run/worker.ts', () => ({
  ...fake.module,
  worker: () => ({ ...fake.module.worker(), useBackend }),
}));

/** A photo and a pattern of other sizes, blended and saved. */
function open(photo: object, painting: object): void {
  const parsed = parseDocument(
    {
      format: 'dreamgraph',
      version: 1,
      name: 'Blend',
      nodes: [
        { id: 'photo', type: 'load-image', params: photo },
        { id: 'painting', type: 'painting', params: painting },
        { id: 'merge', type: 'merge' },
        { id: 'save', type: 'save-image' },
        { id: 'other', type: 'noise', params: { size: 4096 } },
      ],
      edges: [
        ['photo', 'merge', 'below'],
        ['painting', 'merge', 'above'],
        ['merge', 'save', 'image'],
      ].map(([from, to, input]) => ({
        id: `${from} ${to}`,
        from: { node: from, output: 'image' },
        to: { node: to, input },
      })),
    },
    catalog,
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  openDocument(parsed.value.document, 'test');
}

function computeOn(backend: BackendName): void {
  const report = { backend, kernels: null, trials: [] };
  useRun.setState({ worker: { state: 'ready', info: { report, profile: `${backend} test` } } });
}

const problem = (code: string): Problem => ({ code, message: 'It failed.' });
const labelOf = (code: string) => remedyFor(problem(code), 'save')?.label;
const paramsOf = (id: string) =>
  useDocument.getState().document.nodes.find((node) => node.id === id)?.params;

beforeEach(() => {
  useBackend.mockClear();
  fake.runs.length = 0;
  useRun.setState({ current: undefined });
  useBackends.setState({ trials: undefined, choice: 'auto' });
});

test('a graphics card that failed makes room for the next backend that computes right', async () => {
  open({ size: 2048 }, {});
  computeOn('webgpu');
  for (const code of ['backend-lost', 'out-of-memory', 'worker-died', 'fault']) {
    expect(labelOf(code)).toBe('Go on with WebGL');
  }
  useBackends.setState({
    trials: [{ name: 'webgl', outcome: 'refused', problem: problem('backend-wrong') }],
  });
  const remedy = remedyFor(problem('context-lost'), 'save');
  expect(remedy?.label).toBe('Go on with WASM');
  remedy?.act();
  await vi.waitFor(() => expect(fake.runs).toHaveLength(1));
  expect(useBackend).toHaveBeenCalledWith({ backend: 'wasm', deterministic: false });
  // What the person has chosen stays.
  expect(useBackends.getState().choice).toBe('auto');
});

test('a backend that cannot be had either is said', async () => {
  open({}, {});
  computeOn('webgl');
  useBackend.mockResolvedValueOnce(fail({ code: 'x', message: 'No WASM here.' }));
  remedyFor(problem('backend-lost'), 'save')?.act();
  await vi.waitFor(() => expect(useSession.getState().notice?.text).toBe('No WASM here.'));
  expect(fake.runs).toHaveLength(0);
});

test('on the processor all large pictures are made smaller in one step, and it runs', async () => {
  open({ size: 2048 }, { size: 700 });
  computeOn('wasm');
  expect(labelOf('fault')).toBeUndefined();
  expect(labelOf('missing-input')).toBeUndefined();
  const remedy = remedyFor(problem('out-of-memory'), 'save');
  expect(remedy?.label).toBe('Try at 512 px');
  remedy?.act();
  expect(paramsOf('photo')?.size).toBe(512);
  expect(paramsOf('painting')?.size).toBe(512);
  // What does not lead to the picture stays.
  expect(paramsOf('other')?.size).toBe(4096);
  expect(useDocument.getState().history.past).toHaveLength(1);
  await vi.waitFor(() => expect(fake.runs).toHaveLength(1));
});

test('a box keeps its shape, small pictures get smaller still, and the smallest cannot', () => {
  open({ fit: 'cover', width: 1000, height: 400, size: 9 }, { size: 100 });
  computeOn('wasm');
  remedyFor(problem('worker-died'), 'save')?.act();
  expect(paramsOf('photo')).toMatchObject({ width: 512, height: 205 });
  open({ size: 300 }, { size: 100 });
  expect(labelOf('worker-died')).toBe('Try at 256 px');
  open({ size: 200 }, { size: 100 });
  expect(labelOf('worker-died')).toBeUndefined();
});
