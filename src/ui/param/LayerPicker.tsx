import { useMemo, useState } from 'react';
import type { ChannelsValue } from '../../graph/params/channels.ts';
import type { LayerWeight } from '../../graph/params/layers.ts';
import { paramValue } from '../../graph/params/values.ts';
import type { LayerInfo } from '../../runtime/browser.ts';
import type { LayersControlProps } from '../document/control-props.ts';
import { setParam } from '../document/edits.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { useNetworkInfo } from '../networks/network-info.ts';
import { ChannelPictures } from './ChannelPictures.tsx';
import { LayerEntry } from './LayerEntry.tsx';
import styles from './LayerPicker.module.css';
import { LayerRow } from './LayerRow.tsx';
import { featuresOf, layerPicturesOf } from './layer-pictures.ts';
import { offering, useNetworkOf } from './use-network-of.ts';

/** The ladder of a network's layers, shallow to deep; any number may be chosen, each with a weight. */
export function LayerPicker({ node, param, value, set }: LayersControlProps) {
  const network = useNetworkOf(node, param.from);
  const info = useNetworkInfo(network);
  const nodeChannels = useChannels(node);
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const pictures = info?.state === 'ready' ? layerPicturesOf(info.network.hash) : undefined;
  const layers = useMemo(() => {
    if (info?.state !== 'ready') return value.map(({ layer }) => bare(layer));
    const isOffered = offering(info.network.hash, info.network.layers);
    return info.network.layers.filter(
      ({ name }) =>
        (query ? name.toLowerCase().includes(query.toLowerCase()) : all || isOffered(name)) ||
        value.some(({ layer }) => layer === name),
    );
  }, [info, query, all, value]);
  const single = param.type === 'layer';
  const choose = (name: string) => {
    if (single) return set([{ layer: name, weight: 1 }]);
    const without = value.filter(({ layer }) => layer !== name);
    if (without.length === value.length)
      set(inOrder([...value, { layer: name, weight: 1 }], layers));
    else if (without.length > 0) set(without);
  };
  const change = (before: LayerWeight, after: LayerWeight, last?: boolean) =>
    set(
      value.map((entry) => (entry === before ? after : entry)),
      last,
    );
  /** The only layer takes the channels of the node, several take channels each. */
  const choosing = (entry: LayerWeight) => {
    if (value.length === 1 && entry.channels === undefined && nodeChannels !== undefined) {
      return (channels: ChannelsValue) => setParam(node, 'channels', channels, true);
    }
    if (single || !param.channels) return undefined;
    return (channels: ChannelsValue) => change(entry, { ...entry, channels });
  };
  return (
    <div className={styles.picker}>
      <div className={styles.head}>
        <input
          type="search"
          className={styles.search}
          placeholder="Find a layer"
          aria-label="Find a layer"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <button
          type="button"
          className={styles.mode}
          aria-pressed={all}
          onClick={() => setAll(!all)}
        >
          {all ? 'Fewer layers' : 'All layers'}
        </button>
      </div>
      {info?.state === 'failed' && <p className={styles.note}>{info.message}</p>}
      {info?.state === 'loading' && <p className={styles.note}>Reading the network…</p>}
      {!network && <p className={styles.note}>Connect a network to see its layers.</p>}
      <ul className={styles.ladder} aria-label="Layers">
        {layers.map((layer) => {
          const entries = value.filter((entry) => entry.layer === layer.name);
          const features = featuresOf(pictures, layer.name);
          return (
            <LayerRow
              key={layer.name}
              layer={layer}
              features={features}
              chosen={entries.length > 0}
              onToggle={() => choose(layer.name)}
            >
              {entries.slice(0, features.length > 0 ? 1 : 0).map((entry) => (
                <ChannelPictures
                  key={layer.name}
                  layer={layer.name}
                  features={features}
                  chosen={entry.channels ?? nodeChannels ?? 'all'}
                  onChoose={choosing(entry)}
                />
              ))}
              {entries.map(
                (entry) =>
                  !single && (
                    <LayerEntry
                      key={value.indexOf(entry)}
                      entry={entry}
                      nodeChannels={nodeChannels ?? 'all'}
                      spec={param}
                      network={network?.from === 'bundled' ? network.name : undefined}
                      onChange={(after, last) => change(entry, after, last)}
                    />
                  ),
              )}
            </LayerRow>
          );
        })}
      </ul>
    </div>
  );
}

/** What the node's parameter `channels` says; undefined where it has none. */
function useChannels(id: string): ChannelsValue | undefined {
  const node = useNode(id);
  const param = definitionOf(node)?.params.channels;
  if (!node || param?.type !== 'channels') return undefined;
  const checked = param.validate(paramValue(node.params, 'channels', param));
  return checked.ok ? checked.value : param.default;
}

function bare(name: string): LayerInfo {
  return { name, kind: '', channels: 0, stride: 0, receptiveField: 0 };
}

function inOrder(
  value: readonly LayerWeight[],
  layers: readonly LayerInfo[],
): readonly LayerWeight[] {
  const rank = new Map(layers.map(({ name }, index) => [name, index]));
  return [...value].sort((a, b) => (rank.get(a.layer) ?? 0) - (rank.get(b.layer) ?? 0));
}
