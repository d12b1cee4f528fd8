import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { NetworkInfo } from '../../runtime/browser.ts';

/** What a person adds to what was read of a network of their own. */
export interface NetworkNotes {
  readonly taughtWith?: string;
  readonly licence?: string;
  /** Layers to offer besides those that were found. */
  readonly offered?: readonly string[];
}

/** By hash of the network, in this browser. */
const useNotes = create<Readonly<Record<string, NetworkNotes>>>()(
  persist(() => ({}), {
    name: 'dreamgraph-network-notes',
    storage: createJSONStorage(() => localStorage),
  }),
);

const none: NetworkNotes = {};

export function useNetworkNotes(hash: string | undefined): NetworkNotes {
  return useNotes((all) => (hash === undefined ? none : (all[hash] ?? none)));
}

export function noteOnNetwork(hash: string, changes: NetworkNotes): void {
  useNotes.setState((all) => ({ [hash]: { ...all[hash], ...changes } }));
}

export function forgetNotes(hash: string): void {
  useNotes.setState(({ [hash]: _, ...others }) => others, true);
}

/** The network with the layers that a person offers too, shallow to deep. */
export function withNotes(network: NetworkInfo, { offered = [] }: NetworkNotes): NetworkInfo {
  if (offered.length === 0) return network;
  const all = new Set([...network.offered, ...offered]);
  return {
    ...network,
    offered: network.layers.map(({ name }) => name).filter((name) => all.has(name)),
  };
}
