import { proxy, wrap } from 'comlink';
import { fail, type Result } from '../../common/result.ts';
import type { Checksums } from './checksums.ts';
import type { DownloadProgress, downloadNetwork, NetworkFile } from './download.ts';

/** `downloadNetwork` in a worker of its own, which may speak with any server. Problem: `aborted`. */
export async function downloadInWorker(
  url: string,
  sums: Checksums,
  onProgress: (progress: DownloadProgress) => void,
  signal: AbortSignal,
): Promise<Result<readonly NetworkFile[]>> {
  const worker = new Worker(new URL('./download-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<{ downloadNetwork: typeof downloadNetwork }>(worker);
  const stopped = new Promise<Result<never>>((resolve) => {
    signal.addEventListener('abort', () => resolve(fail(aborted)));
  });
  const files = await Promise.race([remote.downloadNetwork(url, sums, proxy(onProgress)), stopped]);
  worker.terminate();
  return files;
}

const aborted = { code: 'aborted', message: 'The download was stopped. Nothing was kept.' };
