import { proxy, type Remote, wrap } from 'comlink';
import { folderOf } from '../../common/addresses.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { PlacedFile } from '../kit/files.ts';
import { readChecksums } from './checksums.ts';
import type { DownloadProgress, NetworkFile } from './download.ts';
import type { Downloader } from './download-worker.ts';
import { type Opened, openNetwork } from './read-network.ts';
import type { OwnReference } from './stored-networks.ts';

export interface NetworkAddress {
  readonly url: string;
  /** As a person pastes them. */
  readonly sums: string;
  /** Whether the person lets its files lie on other servers than its main file. */
  readonly leave: boolean;
}

/** Downloads a network, holds it against the sums, tries it and keeps it; all or nothing. */
export async function openFromUrl(
  { url, sums, leave }: NetworkAddress,
  onProgress: (progress: DownloadProgress) => void,
  signal: AbortSignal,
  missing?: OwnReference,
): Promise<Result<Opened>> {
  const expected = readChecksums(sums);
  if (!expected.ok) return expected;
  const tell = proxy(onProgress);
  const files = await inDownloader(signal, ({ downloadNetwork }) =>
    downloadNetwork(url, expected.value, tell, leave),
  );
  if (!files.ok) return files;
  const more = async (file: string): Promise<Result<PlacedFile>> => {
    const found = await inDownloader(signal, ({ downloadBeside }) =>
      downloadBeside(file, url, expected.value, tell, leave),
    );
    return found.ok ? ok(placed(found.value)) : found;
  };
  const all = files.value.map(placed);
  return openNetwork(titleOf(all[0], folderOf(url)), all, { url, missing, more });
}

function placed({ name, blob }: NetworkFile): PlacedFile {
  return { path: name, file: blob };
}

/** In a worker of its own, which may speak with any server. Problem: `aborted`. */
async function inDownloader<T>(
  signal: AbortSignal,
  work: (remote: Remote<Downloader>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const worker = new Worker(new URL('./download-worker.ts', import.meta.url), { type: 'module' });
  const stopped = new Promise<Result<never>>((resolve) => {
    if (signal.aborted) resolve(fail(aborted));
    signal.addEventListener('abort', () => resolve(fail(aborted)));
  });
  const result = await Promise.race([work(wrap<Downloader>(worker)), stopped]);
  worker.terminate();
  return result;
}

const aborted = { code: 'aborted', message: 'The download was stopped. Nothing was stored.' };

/** Opens what was dropped or chosen: one file, several in any order, or a folder. */
export function openFiles(
  files: readonly PlacedFile[],
  missing?: OwnReference,
): Promise<Result<Opened>> {
  const [first] = files;
  const [, folder] = /^([^/]+)\//.exec(first?.path ?? '') ?? [];
  const single = files.find(({ path }) => /\.(onnx|keras|h5|hdf5)$/i.test(path)) ?? first;
  return openNetwork(titleOf(single, folder ?? 'model'), files, { missing });
}

/** A model.json has the name of its folder, other files have names of their own. */
function titleOf(main: PlacedFile | undefined, folder: string): string {
  const name = main?.path.replace(/^.*\//, '') ?? '';
  const title = /\.json$/i.test(name) || name === '' ? folder : name.replace(/\.\w+$/, '');
  return title.replaceAll('/', '-') || 'network';
}
