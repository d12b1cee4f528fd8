import { useMemo } from 'react';
import type { FileReference } from '../../graph/params/file.ts';
import { networkFileOf, networkNodeOf } from '../../nodes/network-commands.ts';
import type { LayerInfo } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { useNetworkInfo } from '../networks/network-info.ts';
import { layerPicturesOf } from './layer-pictures.ts';

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
  if (info?.state !== 'ready') return [];
  const { hash, layers } = info.network;
  return layers.map(({ name }) => name).filter(offering(hash, layers));
}

/** Whether a layer is among those that are offered first: those with pictures, or the blocks. */
export function offering(
  hash: string,
  layers: Parameters<typeof isBlock>[1],
): (name: string) => boolean {
  const pictures = layerPicturesOf(hash);
  return (name) => (pictures ? Object.hasOwn(pictures.layers, name) : isBlock(name, layers));
}

/**
 * The layers worth showing first: the ends of the network's blocks ("mixed4", "block_8_add"). A
 * network whose names show no blocks shows all of its layers.
 */
export function isBlock(name: string, layers: readonly LayerInfo[]): boolean {
  const named = layers.some((layer) => blockName.test(layer.name));
  return named ? blockName.test(name) : true;
}

const blockName = /^(mixed\d+|block_?\d+_(add|pool|output)|.*_out|out_relu|conv_pw_\d+_relu)$/;
