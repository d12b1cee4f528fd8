import { useMemo } from 'react';
import type { FileReference } from '../../graph/params/file.ts';
import { networkFileOf, networkNodeOf } from '../../nodes/network-commands.ts';
import { useDocument } from '../document/document-store.ts';
import { useNetworkInfo } from '../networks/network-info.ts';

/** The file of the network that comes in at an input, past Reroutes. */
export function useNetworkOf(node: string, input: string): FileReference | undefined {
  const text = useDocument(({ shown }) => {
    const source = networkNodeOf(shown, node, input);
    return source && JSON.stringify(networkFileOf(source));
  });
  return useMemo(() => (text ? (JSON.parse(text) as FileReference) : undefined), [text]);
}

/** Names of the layers worth choosing from first, shallow to deep; none while they are unknown. */
export function useOfferedLayers(node: string, input: string): readonly string[] {
  const info = useNetworkInfo(useNetworkOf(node, input));
  return info?.state === 'ready' ? info.network.offered : [];
}
