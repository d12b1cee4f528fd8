import { proxy, wrap } from 'comlink';
import { folderOf } from '../../common/addresses.ts';
import { fail, type Result } from '../../common/result.ts';
import type { PlacedFile } from '../kit/files.ts';
import { readChecksums } from './checksums.ts';
import type { DownloadProgress, downloadNetwork, NetworkFile } from './download.ts';
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
): Promise<Result<Opened>> {
  const expected = readChecksums(sums);
  if (!expected.ok) return expected;
  const files = await downloadInWorker(signal, url, expected.value, proxy(onProgress), leave);
  if (!files.ok) return files;
  const placed = files.value.map(({ name, blob }) => ({ path: name, file: blob }));
  return openNetwork(titleOf(placed[0], folderOf(url)), placed);
}

/** `downloadNetwork` in a worker of its own, which may speak with any server. Problem: `aborted`. */
async function downloadInWorker(
  signal: AbortSignal,
  ...asked: Parameters<typeof downloadNetwork>
): Promise<Result<readonly NetworkFile[]>> {
  const worker = new Worker(new URL('./download-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<{ downloadNetwork: typeof downloadNetwork }>(worker);
  const stopped = new Promise<Result<never>>((resolve) => {
    signal.addEventListener('abort', () => resolve(fail(aborted)));
  });
  const files = await Promise.race([remote.downloadNetwork(...asked), stopped]);
  worker.terminate();
  return files;
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
  return openNetwork(titleOf(single, folder ?? 'model'), files, missing);
}

/** A model.json has the name of its folder, other files have names of their own. */
function titleOf(main: PlacedFile | undefined, folder: string): string {
  const name = main?.path.replace(/^.*\//, '') ?? '';
  const title = /\.json$/i.test(name) || name === '' ? folder : name.replace(/\.\w+$/, '');
  return title.replaceAll('/', '-') || 'network';
}
