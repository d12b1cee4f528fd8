import { type Remote, wrap } from 'comlink';
import { fail, type Result } from '../../common/result.ts';
import { decodingSeconds, type OpenedBitmap, tooSlow } from '../../runtime/browser.ts';
import type { PictureWorker } from './picture-worker.ts';

/**
 * The pixels of a picture file, decoded in a worker of its own. It is ended when it takes too long or
 * is not wanted any longer. Problems: those of `openBitmap`, `aborted`.
 */
export function openPicture(
  file: Blob,
  name: string,
  signal?: AbortSignal,
): Promise<Result<OpenedBitmap>> {
  return inWorker(name, (worker) => worker.open(file, name), signal);
}

/** The graph inside a PNG as JSON text. Problems: those of `extractDocument`. */
export function graphInFile(file: File): Promise<Result<string>> {
  return inWorker(file.name, (worker) => worker.graphIn(file, file.name));
}

async function inWorker<T>(
  name: string,
  use: (worker: Remote<PictureWorker>) => Promise<Result<T>>,
  signal?: AbortSignal,
): Promise<Result<T>> {
  const thread = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort = () => {};
  const given = new Promise<Result<never>>((resolve) => {
    // The worker itself gives up first where it still can.
    timer = setTimeout(() => resolve(fail(tooSlow(name))), (decodingSeconds + 5) * 1000);
    onAbort = () => resolve(fail(aborted(name)));
    thread.onerror = () => resolve(fail(died(name)));
  });
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted) onAbort();
  try {
    return await Promise.race([use(wrap<PictureWorker>(thread)), given]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    thread.terminate();
  }
}

const aborted = (name: string) => ({
  code: 'aborted',
  message: `${name} is no longer read, as you wished.`,
});

const died = (name: string) => ({
  code: 'picture-worker-died',
  message: `${name} could not be read: the browser ended the work on it.`,
  remedy: 'Close other tabs, or use a smaller picture.',
});
