import { create } from 'zustand';
import type { FileReference } from '../../graph/params/file.ts';
import type { StoredFile } from '../storage/database.ts';
import { deleteStoredFile, keyOfName, storedFilesOf } from '../storage/stored-files.ts';

/** A network that was opened in this browser. */
export interface StoredNetwork {
  readonly title: string;
  /** Of all its files. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly added: number;
  readonly reference: OwnReference;
  /** Under which pictures of it are kept; absent of one that an older version has stored. */
  readonly hash?: string;
}

export type OwnReference = Extract<FileReference, { from: 'file' }>;

const useStored = create<{ readonly networks: readonly StoredNetwork[] }>(() => ({ networks: [] }));

export const storedNetworks = {
  use: (): readonly StoredNetwork[] => useStored(({ networks }) => networks),

  async refresh(): Promise<void> {
    useStored.setState({ networks: group(await storedFilesOf('network')) });
  },

  async remove(reference: OwnReference): Promise<void> {
    const folder = folderOf(reference.name);
    for (const { name, sha256 } of await storedFilesOf('network')) {
      if (folderOf(name) === folder) await deleteStoredFile(sha256);
    }
    await storedNetworks.refresh();
  },
};

/** Its name in storage says which of several files is the network. */
export const mainName = /\.(json|onnx|keras|h5|hdf5)$/i;

function folderOf(name: string): string {
  return name.replace(/\/.*$/, '');
}

function group(files: readonly StoredFile[]): readonly StoredNetwork[] {
  const folders = new Set(files.map(({ name }) => folderOf(name)));
  return [...folders].flatMap((folder) => {
    const own = files.filter(({ name }) => folderOf(name) === folder);
    const mains = own.filter(({ name }) => mainName.test(name));
    const main = mains.sort((a, b) => a.name.length - b.name.length)[0];
    if (!main) return [];
    const { name, added, sha256, url, network } = main;
    const known = {
      ...(sha256 !== keyOfName(name) && { sha256 }),
      ...(url !== undefined && { url }),
    };
    return {
      title: folder.replace(/ [0-9a-f]{6}$/, ''),
      bytes: own.reduce((sum, { blob }) => sum + blob.size, 0),
      added,
      reference: { from: 'file' as const, name, ...known },
      ...(network !== undefined && { hash: network }),
    };
  });
}
