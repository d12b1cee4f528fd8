import { useMemo, useState } from 'react';
import type { LayerWeight } from '../../graph/param/layers.ts';
import type { LayerInfo } from '../../runtime/client.ts';
import { useNetworkInfo } from '../networks/network-info.ts';
import type { LayersControlProps } from './control-props.ts';
import styles from './LayerPicker.module.css';
import { LayerRow } from './LayerRow.tsx';
import { featuresOf, layerPicturesOf } from './layer-pictures.ts';
import { offering, useNetworkOf } from './use-network-of.ts';

/** The ladder of a network's layers, shallow to deep; any number may be chosen, each with a weight. */
export function LayerPicker({ node, param, value, set }: LayersControlProps) {
  const network = useNetworkOf(node, param.from);
  const info = useNetworkInfo(network);
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const pictures = info?.state === 'ready' ? layerPicturesOf(info.network.hash) : undefined;
  const chosen = new Map(value.map((entry) => [entry.layer, entry.weight]));
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
            node={node}
            layer={layer}
            features={featuresOf(pictures, layer.name)}
            alone={value.length === 1}
            weight={chosen.get(layer.name)}
            range={single ? undefined : param}
            onToggle={() => choose(layer.name)}
            onWeight={(weight, last) =>
              set(
                value.map((entry) => (entry.layer === layer.name ? { ...entry, weight } : entry)),
                last,
              )
            }
          />
        ))}
      </ul>
    </div>
  );
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
