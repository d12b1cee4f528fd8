import { useEffect, useState } from 'react';
import type { FileReference } from '../../graph/params/file.ts';
import type { NetworkInfo, Wanted } from '../../runtime/browser.ts';
import { blobOf } from './picture-blobs.ts';
import {
  type ChannelPicture,
  type LayerShelf,
  picturesOnShelf,
  putOnShelf,
} from './picture-shelf.ts';
import { featurePicture, type TriedNetwork } from './small-graphs.ts';
import { runSmall } from './small-run.ts';

/** Pictures of a layer. */
export const perLayer = 5;
/** Of so many channels one at most is tried before a layer has as many pictures as it gets. */
const tries = 2 * perLayer;

export interface LayerSheet {
  readonly layers: ReadonlyMap<string, LayerShelf>;
  /** Of all pictures of the offered layers. */
  readonly made: number;
  readonly all: number;
  readonly paused: boolean;
  readonly setPaused: (paused: boolean) => void;
}

/**
 * Pictures of what a network's offered layers answer to, made in the background, one at a time, and
 * kept in this browser. @param ready whether what the worker does first is done.
 */
export function useLayerSheet(
  reference: FileReference,
  info: NetworkInfo,
  wanted: Wanted | undefined,
  ready: boolean,
): LayerSheet {
  const [layers, setLayers] = useState<ReadonlyMap<string, LayerShelf>>(new Map());
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    const stopping = new AbortController();
    const values = JSON.stringify((wanted ?? info.wants[0])?.range ?? 'known');
    const set = (layer: string, shelf: LayerShelf) =>
      setLayers((all) => new Map(all).set(layer, shelf));
    const makeAll = async () => {
      const kept = await picturesOnShelf(info.hash, values);
      if (stopping.signal.aborted) return;
      setLayers(kept);
      if (!ready || paused) return;
      for (const layer of info.offered) {
        const before = kept.get(layer);
        if (before?.complete) continue;
        const channels = info.layers.find(({ name }) => name === layer)?.channels ?? 0;
        await makeLayer(
          { reference, wanted },
          { layer, channels, before },
          stopping.signal,
          (shelf) => {
            set(layer, shelf);
            void putOnShelf([info.hash, values, layer], shelf);
          },
        );
        if (stopping.signal.aborted) return;
      }
    };
    void makeAll();
    return () => stopping.abort();
  }, [reference, info, wanted, ready, paused]);
  const shelves = info.offered.map((layer) => layers.get(layer));
  const made = shelves.reduce(
    (sum, each) => sum + (each?.complete ? perLayer : (each?.pictures.length ?? 0)),
    0,
  );
  return { layers, made, all: perLayer * info.offered.length, paused, setPaused };
}

interface LayerToMake {
  readonly layer: string;
  readonly channels: number;
  readonly before: LayerShelf | undefined;
}

/** Goes through channels in even steps; those that stay silent on noise are left out. */
async function makeLayer(
  tried: TriedNetwork,
  { layer, channels, before }: LayerToMake,
  signal: AbortSignal,
  onShelf: (shelf: LayerShelf) => void,
): Promise<void> {
  const pictures: ChannelPicture[] = [...(before?.pictures ?? [])];
  for (const channel of spread(channels)) {
    if (pictures.length >= Math.min(perLayer, channels)) break;
    if (pictures.some((each) => each.channel === channel)) continue;
    const made = await runSmall(featurePicture(tried, layer, channel), 'feature', signal);
    if (signal.aborted) return;
    if (!made.ok) continue;
    pictures.push({ channel, blob: await blobOf(made.value.picture) });
    onShelf({ pictures: [...pictures], complete: false });
  }
  onShelf({ pictures, complete: true });
}

/** Channel numbers all over the layer: the first few lie as far apart as all of them. */
function spread(channels: number): readonly number[] {
  const count = Math.min(tries, channels);
  const at = (index: number) => Math.floor(((index + 0.5) * channels) / count);
  const all = Array.from({ length: count }, (_, index) => at(index));
  return [
    ...all.filter((_, index) => index % 2 === 0),
    ...all.filter((_, index) => index % 2 === 1),
  ];
}
