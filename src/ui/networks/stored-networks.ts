import { create } from 'zustand';
import type { StoredFile } from '../storage/database.ts';
import { storedFilesOf } from '../storage/stored-files.ts';

const useStored = create<{ readonly networks: readonly StoredFile[] }>(() => ({ networks: [] }));

/** The networks that were opened in this browser. */
export const storedNetworks = {
  use: (): readonly StoredFile[] => useStored(({ networks }) => networks),
  async refresh(): Promise<void> {
    useStored.setState({ networks: await storedFilesOf('network') });
  },
};
