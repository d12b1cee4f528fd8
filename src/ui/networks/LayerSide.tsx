import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { LayerInfo } from '../../runtime/browser.ts';
import { IconButton } from '../controls/Button.tsx';
import { Choices } from '../controls/Choices.tsx';
import styles from './NetworkDialog.module.css';
import type { Described } from './network-info.ts';

export interface LayerSideProps {
  readonly described: Described | undefined;
  /** The layers to dream of; undefined: the network's usual ones. */
  readonly chosen: readonly string[] | undefined;
  readonly onChoose: (layers: readonly string[] | undefined) => void;
  /** What channels of a layer answer to. */
  readonly picturesOf: (layer: string) => ReactNode;
  /** Of the offered layers, those that the person added. */
  readonly added?: readonly string[];
  /** Absent: what is offered is fixed. */
  readonly onAdd?: (added: readonly string[]) => void;
  readonly children?: ReactNode;
}

/** The layers of a network, fine to coarse: those offered first, or all of them. */
export function LayerSide(props: LayerSideProps) {
  const { described, chosen, onChoose, picturesOf, added = [], onAdd, children } = props;
  const [which, setWhich] = useState<'offered' | 'all'>('offered');
  if (described?.state !== 'ready') {
    return (
      <section className={styles.layers} aria-label="Layers">
        {described?.state === 'loading' && <p role="status">Reading the network…</p>}
      </section>
    );
  }
  const { layers, offered, defaultLayers } = described.network;
  const shown = which === 'all' ? layers : layers.filter(({ name }) => offered.includes(name));
  const inUse = chosen ?? defaultLayers;
  return (
    <section className={styles.layers} aria-label="Layers">
      <div className={styles.head}>
        <h3 className={styles.subtitle}>
          Layers <span className={styles.format}>fine to coarse</span>
        </h3>
        <Choices
          label="Layers shown"
          value={which}
          onChange={setWhich}
          options={[
            { value: 'offered', label: `Offered ${offered.length}` },
            { value: 'all', label: `All ${layers.length}` },
          ]}
        />
      </div>
      <ul className={styles.ladder} aria-label="Layers to dream of">
        {shown.map((layer) => (
          <Layer
            key={layer.name}
            layer={layer}
            pressed={inUse.includes(layer.name)}
            onPress={() => onChoose([layer.name])}
            aside={onAdd && <OfferButton layer={layer.name} {...{ offered, added, onAdd }} />}
          >
            {picturesOf(layer.name)}
          </Layer>
        ))}
      </ul>
      <div className={styles.remarks}>{children}</div>
    </section>
  );
}

interface OfferButtonProps extends Required<Pick<LayerSideProps, 'added' | 'onAdd'>> {
  readonly layer: string;
  readonly offered: readonly string[];
}

/** Adds a layer to those offered, or takes it back; nothing for one that was found. */
function OfferButton({ layer, offered, added, onAdd }: OfferButtonProps) {
  const isAdded = added.includes(layer);
  if (!isAdded && offered.includes(layer)) return null;
  return (
    <span className={styles.aside}>
      <IconButton
        small
        label={isAdded ? `Offer ${layer} no more` : `Offer ${layer}`}
        icon={isAdded ? X : Plus}
        onClick={() => onAdd(isAdded ? added.filter((name) => name !== layer) : [...added, layer])}
      />
    </span>
  );
}

interface LayerProps {
  readonly layer: LayerInfo;
  readonly pressed: boolean;
  readonly onPress: () => void;
  /** Beside the button. */
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

function Layer({ layer, pressed, onPress, aside, children }: LayerProps) {
  const { name, kind, channels, receptiveField, stride } = layer;
  const side = Math.round(Math.min(16, 5 + Math.log2(1 + receptiveField / 16) * 2));
  const sight = Number.isFinite(receptiveField) ? `${receptiveField} px` : 'all of it';
  return (
    <li className={styles.layer} data-chosen={pressed}>
      <button
        type="button"
        className={styles.layerButton}
        aria-pressed={pressed}
        title={`${name}: ${kind}, ${channels} channels, stride ${stride}`}
        onClick={onPress}
      >
        <span className={styles.square}>
          <span style={{ width: side, height: side }} />
        </span>
        <span className={styles.words}>
          <span className={styles.layerName}>{name}</span>
          <span className={styles.meta}>sees {sight}</span>
        </span>
        <span className={styles.features}>{children}</span>
      </button>
      {aside}
    </li>
  );
}
