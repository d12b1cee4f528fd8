import { proxy, wrap } from 'comlink';
import { folderOf } from '../../common/addresses.ts';
import { fail, type Result } from '../../common/result.ts';
import { decodeText } from '../../common/text.ts';
import type { Json } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { ownLayerCommands } from '../../nodes/network-commands.ts';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import { readChecksums } from './checksums.ts';
import {
  type DownloadProgress,
  type downloadNetwork,
  type NetworkFile,
  shardNames,
} from './download.ts';
import { type StoredNetwork, storedNetworks } from './stored-networks.ts';

export interface NetworkAddress {
  readonly url: string;
  /** As a person pastes them. */
  readonly sums: string;
  /** Whether the person lets its files lie on other servers than its model.json. */
  readonly leave: boolean;
}

/** Downloads a network, holds it against the sums, tries it and keeps it; all or nothing. */
export async function openFromUrl(
  { url, sums, leave }: NetworkAddress,
  onProgress: (progress: DownloadProgress) => void,
  signal: AbortSignal,
): Promise<Result<StoredNetwork['reference']>> {
  const expected = readChecksums(sums);
  if (!expected.ok) return expected;
  const files = await downloadInWorker(signal, url, expected.value, proxy(onProgress), leave);
  if (!files.ok) return files;
  return storedNetworks.add(folderOf(url).replaceAll('/', '-'), files.value);
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

/** Gives a Load Network another network, and what reads it layers that this network has; one undo step. */
export function chooseNetwork(node: string, reference: FileReference): void {
  const { shown } = useDocument.getState();
  performTogether('Choose a network', [
    { type: 'set-param', node, param: 'file', value: reference as unknown as Json },
    ...ownLayerCommands(shown, node, reference),
  ]);
}

/** The one that names weights, whatever else with the same ending lies beside it, such as labels. */
async function findModel(chosen: readonly File[]) {
  for (const model of chosen.filter(({ name }) => /\.json$/i.test(name))) {
    const names = shardNames(decodeText(new Uint8Array(await model.arrayBuffer())));
    if (names.ok) return { model, names: names.value };
  }
  return undefined;
}

/** A model.json and its weights from the person's disk, in any order. */
export async function openFiles(
  chosen: readonly File[],
): Promise<Result<StoredNetwork['reference']>> {
  const found = await findModel(chosen);
  if (!found) {
    return fail({
      code: 'no-model',
      message: 'Choose a model.json together with its weight files.',
    });
  }
  const { model, names } = found;
  const files: NetworkFile[] = [{ name: 'model.json', blob: model }];
  for (const name of names) {
    const blob = chosen.find((file) => file.name === name.replace(/^.*\//, ''));
    if (!blob) {
      return fail({
        code: 'no-weights',
        message: `${name} is missing. Choose model.json and all its weight files together.`,
      });
    }
    files.push({ name, blob });
  }
  return storedNetworks.add(model.name.replace(/\.json$/i, ''), files);
}
