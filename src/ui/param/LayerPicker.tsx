import { useMemo, useState } from 'react';
import type { ChannelsValue } from '../../graph/params/channels.ts';
import type { LayerWeight } from '../../graph/params/layers.ts';
import { paramValue } from '../../graph/params/values.ts';
import type { LayerInfo } from '../../runtime/browser.ts';
import type { LayersControlProps } from '../document/control-props.ts';
import { setParam } from '../document/edits.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import {
  type FeaturePicture,
  featuresOf,
  layerPicturesOf,
} from '../network-pictures/layer-pictures.ts';
import { useKeptPictures } from '../network-pictures/use-kept-pictures.ts';
import { type Described, useNetworkInfo } from '../networks/network-info.ts';
import { ChannelPictures } from './ChannelPictures.tsx';
import { LayerEntry } from './LayerEntry.tsx';
import styles from './LayerPicker.module.css';
import { LayerRow } from './LayerRow.tsx';
import { useNetworkOf } from './use-network-of.ts';

/** The ladder of a network's layers, shallow to deep; any number may be chosen, each with a weight. */
export function LayerPicker(props: LayersControlProps) {
  const { node, param, value, set } = props;
  const network = useNetworkOf(node, param.from);
  const info = useNetworkInfo(network);
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const { pictures, kept } = usePictures(info);
  const layers = useMemo(
    () => layersToShow(info, { query, all, value }),
    [info, query, all, value],
  );
  const choose = (layer: string) => {
    const next = param.type === 'layer' ? [{ layer, weight: 1 }] : toggled(value, layer, layers);
    if (next) set(next);
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
        {layers.map((layer) => (
          <LayerRow
            key={layer.name}
            layer={layer}
            features={featuresOf(pictures, layer.name)}
            kept={kept.get(layer.name)?.pictures}
            chosen={value.some((entry) => entry.layer === layer.name)}
            onToggle={() => choose(layer.name)}
          >
            <ChosenLayer
              {...props}
              layer={layer.name}
              features={featuresOf(pictures, layer.name)}
              network={network?.from === 'bundled' ? network.name : undefined}
            />
          </LayerRow>
        ))}
      </ul>
    </div>
  );
}

/** Of an embedded network they come with the app, of others those that were made are kept. */
function usePictures(info: Described | undefined) {
  const hash = info?.state === 'ready' ? info.network.hash : undefined;
  const pictures = hash === undefined ? undefined : layerPicturesOf(hash);
  const kept = useKeptPictures(pictures ? undefined : hash);
  return { pictures, kept };
}

interface ChosenLayerProps extends LayersControlProps {
  readonly layer: string;
  readonly features: readonly FeaturePicture[];
  /** The embedded network, if it is one. */
  readonly network: string | undefined;
}

/** What a chosen layer is set to: its channels, its weight. */
function ChosenLayer(props: ChosenLayerProps) {
  const { node, param, value, set, layer, features, network } = props;
  const nodeChannels = useChannels(node);
  const entries = value.filter((entry) => entry.layer === layer);
  const single = param.type === 'layer';
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
  const [first] = entries;
  return (
    <>
      {first && features.length > 0 && (
        <ChannelPictures
          layer={layer}
          features={features}
          chosen={first.channels ?? nodeChannels ?? 'all'}
          onChoose={choosing(first)}
        />
      )}
      {!single &&
        entries.map((entry) => (
          <LayerEntry
            key={value.indexOf(entry)}
            entry={entry}
            nodeChannels={nodeChannels ?? 'all'}
            spec={param}
            network={network}
            onChange={(after, last) => change(entry, after, last)}
            onCancel={props.cancel}
          />
        ))}
    </>
  );
}

interface Filter {
  readonly query: string;
  readonly all: boolean;
  readonly value: readonly LayerWeight[];
}

/** Those that are chosen, and those that are searched for or worth choosing first. */
function layersToShow(info: Described | undefined, filter: Filter): readonly LayerInfo[] {
  const { query, all, value } = filter;
  if (info?.state !== 'ready') return value.map(({ layer }) => bare(layer));
  const { layers, offered } = info.network;
  return layers.filter(
    ({ name }) =>
      (query ? name.toLowerCase().includes(query.toLowerCase()) : all || offered.includes(name)) ||
      value.some(({ layer }) => layer === name),
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

/** The layer comes, or goes when it is there. @returns undefined for the last one, which stays. */
function toggled(
  value: readonly LayerWeight[],
  name: string,
  layers: readonly LayerInfo[],
): readonly LayerWeight[] | undefined {
  const without = value.filter(({ layer }) => layer !== name);
  if (without.length === value.length) {
    return inOrder([...value, { layer: name, weight: 1 }], layers);
  }
  return without.length > 0 ? without : undefined;
}

function inOrder(
  value: readonly LayerWeight[],
  layers: readonly LayerInfo[],
): readonly LayerWeight[] {
  const rank = new Map(layers.map(({ name }, index) => [name, index]));
  return [...value].sort((a, b) => (rank.get(a.layer) ?? 0) - (rank.get(b.layer) ?? 0));
}
