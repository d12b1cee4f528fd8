import { create } from 'zustand';
import { ok, type Result } from '../../common/result.ts';
import { sha256 } from '../../common/sha256.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { worker } from '../run/worker.ts';
import type { StoredFile } from '../storage/database.ts';
import { deleteStoredFile, storedFilesOf, storeFile } from '../storage/stored-files.ts';
import type { NetworkFile } from './download.ts';

/** A network that was opened in this browser. */
export interface StoredNetwork {
  readonly title: string;
  readonly bytes: number;
  readonly reference: Extract<FileReference, { from: 'file' }>;
}

const useStored = create<{ readonly networks: readonly StoredNetwork[] }>(() => ({ networks: [] }));

const modelName = /^(.+)\/model\.json$/;

export const storedNetworks = {
  use: (): readonly StoredNetwork[] => useStored(({ networks }) => networks),

  async refresh(): Promise<void> {
    useStored.setState({ networks: group(await storedFilesOf('network')) });
  },

  /**
   * Stores a network's files if the worker can read them; else stores nothing.
   * @param title the folder it came from. @param files model.json first.
   */
  async add(
    title: string,
    files: readonly NetworkFile[],
  ): Promise<Result<StoredNetwork['reference']>> {
    const [model, ...shards] = files;
    if (!model) throw new Error('A network has a model.json.');
    // The folder carries a part of the sum, so that two networks of one name stay apart.
    const folder = `${title} ${(await sha256(model.blob)).slice(0, 6)}`;
    for (const { name, blob } of shards) await storeFile(blob, `${folder}/${name}`, 'network');
    const reference = await storeFile(model.blob, `${folder}/model.json`, 'network');
    const read = await worker().describeNetwork(reference);
    if (!read.ok) await storedNetworks.remove(reference);
    await storedNetworks.refresh();
    return read.ok ? ok(reference) : read;
  },

  async remove(reference: StoredNetwork['reference']): Promise<void> {
    const folder = modelName.exec(reference.name)?.[1];
    for (const { name, sha256 } of await storedFilesOf('network')) {
      if (name.startsWith(`${folder}/`)) await deleteStoredFile(sha256);
    }
    await storedNetworks.refresh();
  },
};

function group(files: readonly StoredFile[]): readonly StoredNetwork[] {
  return files.flatMap(({ name, sha256 }) => {
    const title = modelName.exec(name)?.[1];
    if (title === undefined) return [];
    const own = files.filter((file) => file.name.startsWith(`${title}/`));
    const bytes = own.reduce((sum, { blob }) => sum + blob.size, 0);
    return [{ title, bytes, reference: { from: 'file' as const, name, sha256 } }];
  });
}
