import { describeLayers, type Network } from '../../engine/index.ts';
import type { NetworkInfo } from './protocol.ts';

/** The size at which layers are described; strides and fields do not depend on it. */
const size = { width: 512, height: 512 };

export function describeNetwork(network: Network): NetworkInfo {
  const layers = describeLayers(network, size).map(
    ({ name, kind, channels, stride, receptiveField }) => ({
      name,
      kind,
      channels,
      stride: Math.max(...stride),
      receptiveField: Math.max(...receptiveField),
    }),
  );
  return { name: network.name, hash: network.hash, layers };
}
