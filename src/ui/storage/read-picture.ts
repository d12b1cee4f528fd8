import { type Remote, wrap } from 'comlink';
import { fail, type Problem, type Result } from '../../common/result.ts';
import { decodingSeconds, type OpenedBitmap, tooSlow } from '../../runtime/browser.ts';
import type { PictureWorker } from './picture-worker.ts';

/**
 * The pixels of a picture file, decoded in a worker of its own. It is ended when it takes too
 * long, or is cancelled. Problems: those of `openBitmap`, and `cancelled`.
 */
export function openPicture(
  file: Blob,
  name: string,
  signal?: AbortSignal,
): Promise<Result<OpenedBitmap>> {
  return inWorker(name, signal, (worker) => worker.open(file, name));
}

/** The graph inside a PNG as JSON text. Problems: those of `extractDocument`, and `cancelled`. */
export function graphInFile(file: File, signal?: AbortSignal): Promise<Result<string>> {
  return inWorker(file.name, signal, (worker) => worker.graphIn(file, file.name));
}

/** That somebody cancelled is no news to them: nobody is told. */
export const cancelled: Problem = {
  code: 'cancelled',
  message: 'The picture was not opened: it was cancelled.',
};

async function inWorker<T>(
  name: string,
  signal: AbortSignal | undefined,
  use: (worker: Remote<PictureWorker>) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (signal?.aborted) return fail(cancelled);
  const thread = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const given = new Promise<Result<never>>((resolve) => {
    // The worker itself gives up first where it still can.
    timer = setTimeout(() => resolve(fail(tooSlow(name))), (decodingSeconds + 5) * 1000);
    thread.onerror = () => resolve(fail(died(name)));
    signal?.addEventListener('abort', () => resolve(fail(cancelled)), { once: true });
  });
  try {
    return await Promise.race([use(wrap<PictureWorker>(thread)), given]);
  } finally {
    clearTimeout(timer);
    thread.terminate();
  }
}

const died = (name: string) => ({
  code: 'picture-worker-died',
  message: `${name} could not be read: the browser ended the work on it.`,
  remedy: 'Close other tabs, or use a smaller picture.',
});
