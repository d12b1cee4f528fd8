import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { graphInFile, openPicture } from '../../../src/ui/storage/read-picture.ts';

/** A worker that never answers. */
class SilentWorker extends EventTarget {
  static readonly all: SilentWorker[] = [];
  ended = 0;
  onerror: (() => void) | null = null;

  constructor() {
    super();
    SilentWorker.all.push(this);
  }

  postMessage(): void {}

  terminate(): void {
    this.ended += 1;
  }
}

beforeEach(() => {
  vi.stubGlobal('Worker', SilentWorker);
  SilentWorker.all.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const photo = new File(['x'], 'photo.png');

test.each([
  ['decoding', (signal: AbortSignal) => openPicture(photo, photo.name, signal)],
  ['looking for a graph', (signal: AbortSignal) => graphInFile(photo, signal)],
])('%s that is cancelled ends its worker', async (_, open) => {
  const controller = new AbortController();
  const opening = open(controller.signal);
  await new Promise((later) => setTimeout(later, 5));
  const [worker] = SilentWorker.all;
  expect(worker?.ended).toBe(0);
  controller.abort();
  expect(await opening).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  expect(worker?.ended).toBe(1);
  // And what was cancelled before starts none.
  expect(await open(controller.signal)).toMatchObject({ problem: { code: 'cancelled' } });
  expect(SilentWorker.all).toHaveLength(1);
});

test('a worker that does not answer is ended after a while, one that dies at once', async () => {
  vi.useFakeTimers();
  const late = openPicture(photo, photo.name);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await late).toMatchObject({ problem: { code: 'picture-too-slow' } });
  const died = openPicture(photo, photo.name);
  await vi.advanceTimersByTimeAsync(1);
  SilentWorker.all.at(-1)?.onerror?.();
  expect(await died).toMatchObject({ problem: { code: 'picture-worker-died' } });
  expect(SilentWorker.all.map(({ ended }) => ended)).toEqual([1, 1]);
});
