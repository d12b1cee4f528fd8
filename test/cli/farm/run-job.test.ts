import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Blobs } from '../../../src/cli/farm/blobs.ts';
import type { JobData } from '../../../src/cli/farm/job.ts';
import { usualLimits } from '../../../src/cli/farm/limits.ts';
import { createJobRunner, type JobRunner } from '../../../src/cli/farm/run-job.ts';
import { openPreset } from '../../../src/cli/graph/open-graph.ts';
import { fail, ok, type Result } from '../../../src/common/result.ts';
import type { Json } from '../../../src/graph/document/json.ts';
import { serialiseDocument } from '../../../src/graph/file/serialise.ts';

let runner: JobRunner;
beforeAll(async () => {
  const created = await createJobRunner(1);
  if (!created.ok) throw new Error(created.problem.message);
  runner = created.value;
});
afterAll(() => runner.close());

const stored: Uint8Array[] = [];
const blobs: Blobs = {
  has: async () => false,
  put: async (bytes) => ok(`${stored.push(bytes)}`),
  get: async () => fail({ code: 'blob-missing', message: 'Nothing is stored.' }),
};

/** What a machine says to a stranger's graph: the default one with other values. */
async function told(params: Readonly<Record<string, Json>>, limits = usualLimits) {
  const opened = await openPreset('deepdream');
  if (!opened.ok) throw new Error(opened.problem.message);
  const { document } = opened.value;
  const nodes = document.nodes.map((node) => {
    if (node.type === 'load-image') return { ...node, params: { ...node.params, ...params } };
    return node.type === 'gradient-ascent' ? { ...node, params: { iterations: 1 } } : node;
  });
  const job: JobData = {
    ...{
      name: 'a picture',
      submission: 'test',
      targets: null,
      files: [],
      blobs: 'redis',
      tried: [],
    },
    graph: serialiseDocument({ ...document, nodes }),
    outputs: [
      {
        node: 'save',
        name: 'a.png',
        format: 'png',
        quality: 90,
        depth: 8,
        key: '',
        metadata: false,
      },
    ],
  };
  const { signal } = new AbortController();
  const done: Result<unknown> = await runner.run(job, { blobs, limits, signal, onEvent: () => {} });
  return done.ok ? 'done' : `${done.problem.code}: ${done.problem.message}`;
}

test('a graph of samples runs', async () => {
  expect(await told({ size: 64 })).toBe('done');
  expect(stored).toHaveLength(1);
});

test('a graph reads no file of the machine', async () => {
  for (const name of ['/etc/passwd', '../../secret.png', `${process.cwd()}/package.json`]) {
    const said = await told({ file: { from: 'file', name } });
    expect(said).toBe(
      `file: Load Image: The graph asks for the file ${name}, which is not one of the job's own.`,
    );
  }
});

test('a graph reads no file of the assets under another name', async () => {
  const name = `${process.cwd()}/assets/../package.json`;
  expect(await told({ file: { from: 'file', name } })).toMatch(/which is not one of the job's own/);
});

test('a graph reads no address', async () => {
  const said = await told({ file: { from: 'url', url: 'http://127.0.0.1:9/secret.png' } });
  expect(said).toMatch(/^address-refused: The graph asks for http:\/\/127\.0\.0\.1:9\/secret\.png/);
});

test('a graph that asks for too much is refused by the limits of the machine', async () => {
  const size = { fit: 'stretch', width: 5000, height: 5000 };
  expect(await told(size, { ...usualLimits, megapixels: 20 })).toMatch(/^over-limit/);
});
