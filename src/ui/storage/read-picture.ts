import { type Remote, wrap } from 'comlink';
import { fail, type Result } from '../../common/result.ts';
import { decodingSeconds, type OpenedBitmap, tooSlow } from '../../runtime/browser.ts';
import type { PictureWorker } from './picture-worker.ts';

/**
 * The pixels of a picture file, decoded in a worker of its own. It is ended when it takes too
 * long. Problems: those of `openBitmap`.
 */
export function openPicture(file: Blob, name: string): Promise<Result<OpenedBitmap>> {
  return inWorker(name, (worker) => worker.open(file, name));
}

/** The graph inside a PNG as JSON text. Problems: those of `extractDocument`. */
export function graphInFile(file: File): Promise<Result<string>> {
  return inWorker(file.name, (worker) => worker.graphIn(file, file.name));
}

async function inWorker<T>(
  name: string,
  use: (worker: Remote<PictureWorker>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const thread = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const given = new Promise<Result<never>>((resolve) => {
    // The worker itself gives up first where it still can.
    timer = setTimeout(() => resolve(fail(tooSlow(name))), (decodingSeconds + 5) * 1000);
    thread.onerror = () => resolve(fail(died(name)));
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
