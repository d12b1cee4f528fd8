import { afterEach, describe, expect, test } from 'vitest';
import type { BackendName } from '../../src/engine/backend/load-backend.ts';
import type { Document } from '../../src/graph/document/document.ts';
import type { FileReference } from '../../src/graph/params/file.ts';
import {
  type Client,
  type ClientEvent,
  compile,
  createClient,
  type RgbaPicture,
  type RunEvent,
  type RunResult,
  type Timeouts,
  whatWillRun,
} from '../../src/runtime/browser.ts';
import { chain, graph, node, wire } from '../runtime/build.ts';
import { catalog } from '../runtime/catalog.ts';

let client: Client;
let workers: Worker[] = [];
const notices: ClientEvent[] = [];

afterEach(() => {
  client.close();
  workers = [];
  notices.length = 0;
});

function open(
  timeouts: Partial<Timeouts> = {},
  blobs: Readonly<Record<string, Blob>> = {},
  backend: BackendName | 'auto' = 'auto',
): void {
  client = createClient({
    catalog,
    spawn: () => {
      const url = new URL('./worker/test-worker.ts', import.meta.url);
      const worker = new Worker(url, { type: 'module' });
      workers.push(worker);
      return worker;
    },
    findFile: async ({ name }) => blobs[name],
    assets: new URL('/', location.href).href,
    previewSize: 2,
    timeouts,
    backend,
  });
  client.subscribe((notice) => notices.push(notice));
}

async function plan(document: Document) {
  const environment = await client.environment(document);
  if (!environment.ok) throw new Error(environment.problem.message);
  return compile(document, catalog, { environment: environment.value }).plan;
}

async function start(document: Document, on: (event: RunEvent<RgbaPicture>) => void = () => {}) {
  const events: RunEvent<RgbaPicture>[] = [];
  const handle = client.run(await plan(document), (event) => {
    events.push(event);
    on(event);
  });
  return { handle, events };
}

async function run(document: Document): Promise<RunResult> {
  const { handle } = await start(document);
  const result = await handle.finished;
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** The chain with another photo, or more blurring. */
function chainWith(
  size: number,
  steps = 2,
  file: FileReference = { from: 'bundled', name: 'mountains' },
) {
  return graph(
    [
      node('photo', 'photo', { size, file }),
      node('blur', 'blur', { amount: 0.5, steps }),
      node('show', 'show'),
    ],
    chain.edges,
  );
}

/** A photo that the worker reads from a file. */
function showing(file: FileReference): Document {
  return graph(
    [node('photo', 'photo', { size: 16, file }), node('show', 'show')],
    [wire('photo.image', 'show.image')],
  );
}

describe('a run in a worker', () => {
  test('gives pictures, events in order, and kept values for the next', async () => {
    open();
    const { handle, events } = await start(chainWith(8));
    const result = await handle.finished;
    expect(result).toMatchObject({ ok: true, value: { report: { end: 'done' } } });
    const [shown] = result.ok ? result.value.pictures : [];
    expect(shown).toMatchObject({ node: 'show', picture: { width: 4, height: 4 } });
    expect([...(shown?.picture.data.subarray(0, 4) ?? [])]).toEqual([191, 191, 191, 255]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    expect(events.at(-1)?.kind).toBe('done');
    const finals = events.filter((event) => event.kind === 'preview' && event.final);
    expect(finals).toHaveLength(3);
    expect(finals[0]).toMatchObject({ node: 'photo', picture: { width: 2, height: 2 } });
    const marks = whatWillRun(await plan(chainWith(8)), client.cachedKeys());
    expect(Object.fromEntries(marks)).toEqual({ photo: 'cached', blur: 'cached', show: 'cached' });
    const again = await run(chainWith(8, 3));
    expect(again.report.steps.map(({ cached }) => cached)).toEqual([true, false, false]);
    await client.clearCache();
    await expect.poll(() => client.cachedKeys().size).toBe(0);
  });

  test('is stopped by Stop long before its end; a waiting one never begins', async () => {
    open();
    let stop = () => {};
    // Steps of a millisecond: how many pass before the message arrives depends on the machine.
    const { handle, events } = await start(chainWith(8, 2000), (event) => {
      if (event.kind === 'progress') stop();
    });
    stop = handle.cancel;
    const waiting = await start(chainWith(9, 9));
    waiting.handle.cancel();
    const result = await handle.finished;
    expect(result).toMatchObject({ ok: true, value: { report: { end: 'cancelled' } } });
    expect(events.filter(({ kind }) => kind === 'progress').length).toBeLessThan(1000);
    expect(await waiting.handle.finished).toMatchObject({
      value: { report: { end: 'cancelled' } },
    });
    expect(waiting.events).toEqual([]);
    expect(workers).toHaveLength(1);
    expect((await run(chainWith(8, 9))).report.end).toBe('done');
  });

  test('reads files that the page hands over', async () => {
    const canvas = new OffscreenCanvas(3, 2);
    const context = canvas.getContext('2d');
    context?.fillRect(0, 0, 1, 2);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    open({}, { 'mine.png': blob, 'broken.png': blob.slice(0, 50) });
    const own: FileReference = { from: 'file', name: 'mine.png' };
    const { pictures } = await run(showing(own));
    // Black at the left, and white where the canvas is transparent.
    expect(pictures).toMatchObject([{ picture: { width: 3, height: 2 } }]);
    const bytes = [...(pictures[0]?.picture.data.subarray(0, 8) ?? [])];
    expect(bytes).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    const bundled = await run(showing({ from: 'bundled', name: 'mountains' }));
    expect(bundled.pictures[0]?.picture.width).toBeGreaterThan(100);
    const broken = await run(showing({ from: 'file', name: 'broken.png' }));
    expect(broken.report.steps[0]?.problem).toMatchObject({ code: 'picture-damaged' });
    const refused: readonly (readonly [FileReference, string])[] = [
      [{ from: 'url', url: `${location.href}a.jpg` }, 'not-asked'],
      [{ from: 'file', name: 'gone.png' }, 'file-not-kept'],
    ];
    for (const [file, code] of refused) {
      const environment = await client.environment(showing(file));
      const hashes = environment.ok ? [...environment.value.files.values()] : [];
      expect(hashes).toMatchObject([{ ok: false, problem: { code } }]);
    }
  });

  test('turns a photo that was taken sideways upright', async () => {
    const canvas = new OffscreenCanvas(40, 20);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 20);
    const jpeg = await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
    // An EXIF block that holds one entry: orientation 6, a quarter turn.
    const exif = [
      ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
      ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
    ];
    const sideways = new Blob([jpeg.slice(0, 2), new Uint8Array(exif), jpeg.slice(2)]);
    open({}, { 'sideways.jpg': sideways });
    const { pictures } = await run(showing({ from: 'file', name: 'sideways.jpg' }));
    expect(pictures).toMatchObject([{ picture: { width: 20, height: 40 } }]);
  });

  test('tells compile of a file that cannot be had', async () => {
    open();
    const document = chainWith(16, 2, { from: 'file', name: 'gone.png' });
    const environment = await client.environment(document);
    if (!environment.ok) throw new Error(environment.problem.message);
    const { errors } = compile(document, catalog, { environment: environment.value });
    expect(errors).toMatchObject([{ code: 'file', node: 'photo' }]);
  });
});

describe('comparing backends', () => {
  test('is done by workers of their own, during a run too, and leaves none behind', async () => {
    open();
    const { handle } = await start(chainWith(8, 9));
    const trials = await client.compareBackends(new AbortController().signal);
    expect(trials).toEqual({
      ok: true,
      value: [
        { name: 'wasm', outcome: 'passed', milliseconds: 12 },
        {
          name: 'webgpu',
          outcome: 'refused',
          problem: { code: 'fault', message: expect.stringContaining('The driver failed.') },
        },
        { name: 'webgl', outcome: 'passed', milliseconds: 12 },
      ],
    });
    expect(await handle.finished).toMatchObject({ value: { report: { end: 'done' } } });
    expect(await Promise.all(workers.map(isGone))).toEqual([false, true, true, true]);
  });

  test('ends with its signal, in a sentence', async () => {
    open();
    const controller = new AbortController();
    const compared = client.compareBackends(controller.signal);
    controller.abort();
    expect(await compared).toMatchObject({ ok: false, problem: { code: 'comparison-ended' } });
  });
});

/** A worker that lives answers a message of comlink, even one it does not understand. */
async function isGone(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.addEventListener('message', () => resolve(false));
    worker.postMessage({ id: 'here?', type: 'GET', path: ['run', 'name'] });
    setTimeout(() => resolve(true), 3000);
  });
}

describe('a worker that fails', () => {
  test('by dying is replaced: the call ends with a sentence, the next run works', async () => {
    open();
    const { handle } = await start(chainWith(14));
    const result = await handle.finished;
    expect(result).toMatchObject({ ok: false, problem: { code: 'worker-died' } });
    expect(!result.ok && result.problem.message).toMatch(/^The worker .*\.$/);
    const states = notices.flatMap((notice) =>
      notice.kind === 'status' ? notice.status.state : [],
    );
    expect(states).toEqual(['ready', 'replacing']);
    expect((await run(chainWith(8))).report.end).toBe('done');
    expect(workers).toHaveLength(2);
    expect(client.status().state).toBe('ready');
  });

  test('by being killed from outside is replaced, and what it kept is known to be lost', async () => {
    open();
    await run(chainWith(8));
    expect(client.cachedKeys().size).toBe(3);
    const { handle } = await start(chainWith(9, 9), (event) => {
      if (event.kind === 'step-start' && event.node === 'blur') workers[0]?.terminate();
    });
    expect(await handle.finished).toMatchObject({ ok: false, problem: { code: 'worker-died' } });
    expect(client.cachedKeys().size).toBe(0);
    expect((await run(chainWith(8))).report.steps.map(({ cached }) => cached)).toEqual(
      Array(3).fill(false),
    );
  });

  test('by hanging is replaced after its timeout', async () => {
    open({ running: 15_000 });
    const { handle } = await start(chainWith(13));
    expect(await handle.finished).toMatchObject({ ok: false, problem: { code: 'worker-hung' } });
    expect((await run(chainWith(8))).report.end).toBe('done');
  });

  test('by hanging is replaced soon after Stop, and the run counts as cancelled', async () => {
    open({ cancel: 1000 });
    let stop = () => {};
    const { handle } = await start(chainWith(13), (event) => {
      if (event.kind === 'step-start') stop();
    });
    stop = handle.cancel;
    const result = await handle.finished;
    expect(result).toMatchObject({ ok: true, value: { report: { end: 'cancelled' } } });
    expect((await run(chainWith(8))).report.end).toBe('done');
    expect(workers).toHaveLength(2);
  });

  test('by losing its backend goes on with the next and says so', async () => {
    open();
    const { handle, events } = await start(chainWith(15));
    expect(await handle.finished).toMatchObject({
      ok: true,
      value: { report: { end: 'done', profile: 'cpu test' } },
    });
    expect(events.filter(({ kind }) => kind === 'failed' || kind === 'step-failed')).toEqual([]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    expect(notices).toContainEqual(
      expect.objectContaining({
        kind: 'backend',
        because: expect.objectContaining({ code: 'backend-lost' }),
      }),
    );
    const ready = await client.environment(chain);
    expect(ready).toMatchObject({ ok: true, value: { profile: 'cpu test' } });
  });

  test('again and again at its start is given up, until asked for anew', async () => {
    let broken = true;
    client = createClient({
      catalog,
      spawn: () => {
        const good = new URL('./worker/test-worker.ts', import.meta.url);
        const worker = new Worker(broken ? 'data:text/javascript,throw 1' : good, {
          type: 'module',
        });
        workers.push(worker);
        return worker;
      },
      findFile: async () => undefined,
      assets: location.href,
    });
    await expect.poll(() => client.status().state, { timeout: 20_000 }).toBe('failed');
    expect(workers).toHaveLength(3);
    expect(await client.ready()).toMatchObject({ ok: false, problem: { code: 'worker-died' } });
    broken = false;
    expect(await client.restart()).toMatchObject({ ok: true });
    expect((await run(chainWith(8))).report.end).toBe('done');
  });

  test('to get the backend that was asked for says why, and takes another', async () => {
    open({}, {}, 'webgpu');
    expect(await client.ready()).toMatchObject({ ok: true, value: { profile: 'wasm test' } });
    expect(await client.useBackend({ backend: 'webgpu', deterministic: false })).toMatchObject({
      ok: false,
    });
    expect(await client.useBackend({ backend: 'cpu', deterministic: false })).toMatchObject({
      ok: true,
      value: { profile: 'cpu test' },
    });
    expect(client.status()).toMatchObject({ state: 'ready', info: { profile: 'cpu test' } });
    expect((await run(chainWith(8))).report.profile).toBe('cpu test');
  });
});
