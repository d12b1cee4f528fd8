import { afterEach, expect, test } from 'vitest';
import preset from '../../presets/deepdream.json';
import type { BackendName } from '../../src/engine/backend/load-backend.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import {
  type Client,
  type ClientEvent,
  compile,
  createClient,
  type RgbaPicture,
} from '../../src/runtime/browser.ts';

/** The app's own worker, network and preset, as small as they go. */
let client: Client;
afterEach(() => client.close());

function open(backend: BackendName, file: 'app' | 'losing'): void {
  const app = () =>
    new Worker(new URL('../../src/runtime/worker/worker.ts', import.meta.url), { type: 'module' });
  const losing = () =>
    new Worker(new URL('./worker/losing-worker.ts', import.meta.url), { type: 'module' });
  client = createClient({
    catalog,
    spawn: file === 'app' ? app : losing,
    findFile: async () => undefined,
    assets: new URL('/', location.href).href,
    backend,
  });
}

/** One octave of 80 pixels. With no iterations it is the photo. */
function smallDream(iterations = 2): Document {
  const parsed = parseDocument(preset, catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { document } = parsed.value;
  const small: Readonly<Record<string, object>> = {
    'load-image': { size: 80 },
    'octave-split': { count: 1 },
    'gradient-ascent': { iterations, stepSize: 0.03 },
  };
  const nodes = document.nodes.map((node) => ({
    ...node,
    params: { ...node.params, ...small[node.type] },
  }));
  return { ...document, nodes };
}

async function dream(document = smallDream()): Promise<RgbaPicture> {
  const environment = await client.environment(document);
  if (!environment.ok) throw new Error(environment.problem.message);
  const { plan } = compile(document, catalog, { environment: environment.value });
  const result = await client.run(plan).finished;
  if (!result.ok) throw new Error(result.problem.message);
  expect(result.value.report.end).toBe('done');
  const [shown] = result.value.pictures;
  if (!shown) throw new Error('There is no picture.');
  return shown.picture;
}

/** Mean absolute difference, of 255. */
function difference({ data }: RgbaPicture, { data: other }: RgbaPicture): number {
  return data.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / data.length;
}

test('WebGL and WASM dream the same picture', async () => {
  open('wasm', 'app');
  const onWasm = await dream();
  const used = await client.useBackend({ backend: 'webgl', deterministic: false });
  expect(used).toMatchObject({ ok: true, value: { report: { backend: 'webgl' } } });
  const onWebgl = await dream();
  const { width, height, data } = onWasm;
  expect([width, height]).toEqual([80, 60]);
  expect(difference(onWasm, onWebgl)).toBeLessThan(1);
  // And it is a dream: the photo would differ.
  const photo = await dream(smallDream(0));
  expect(photo.data.length).toBe(data.length);
  expect(difference(onWasm, photo)).toBeGreaterThan(3);
});

test('a graphics context that is lost in mid-run is survived: the run goes on elsewhere and says so', async () => {
  open('webgl', 'losing');
  const notices: ClientEvent[] = [];
  client.subscribe((notice) => notices.push(notice));
  const survived = await dream();
  expect(client.status()).toMatchObject({ info: { report: { backend: 'wasm' } } });
  expect(notices.find(({ kind }) => kind === 'backend')).toMatchObject({
    because: { code: 'backend-lost', message: expect.stringMatching(/graphics context was lost/) },
    info: { report: { backend: 'wasm' } },
  });
  client.close();
  open('wasm', 'app');
  expect(difference(survived, await dream())).toBe(0);
});
