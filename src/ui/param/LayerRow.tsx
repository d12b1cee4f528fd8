import type { ReactNode } from 'react';
import type { LayerInfo } from '../../runtime/browser.ts';
import { SpritePicture } from '../glyphs/SpritePicture.tsx';
import { BlobPicture } from '../network-pictures/BlobPicture.tsx';
import type { FeaturePicture } from '../network-pictures/layer-pictures.ts';
import type { ChannelPicture } from '../network-pictures/picture-shelf.ts';
import styles from './LayerPicker.module.css';

export interface LayerRowProps {
  readonly layer: LayerInfo;
  /** What its channels respond to, the most telling first; empty where that is not known. */
  readonly features: readonly FeaturePicture[];
  /** The same of a network of the person's own, as far as it was made. */
  readonly kept?: readonly ChannelPicture[] | undefined;
  readonly chosen: boolean;
  readonly onToggle: () => void;
  /** What a chosen layer is set to. */
  readonly children?: ReactNode;
}

/** A rung of the ladder: what the layer sees and responds to; opens when it is chosen. */
export function LayerRow({
  layer,
  features,
  kept = [],
  chosen,
  onToggle,
  children,
}: LayerRowProps) {
  const { name, channels, receptiveField } = layer;
  return (
    <li className={styles.row} data-chosen={chosen}>
      <button
        type="button"
        className={styles.layer}
        aria-pressed={chosen}
        title={channels > 0 ? `${name}: ${channels} channels` : name}
        onClick={onToggle}
      >
        <span
          className={styles.square}
          style={{ width: squareSize(receptiveField), height: squareSize(receptiveField) }}
        />
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          {receptiveField > 0 && <span className={styles.meta}>sees {receptiveField} px</span>}
        </span>
        {kept.length > 0 && (
          <span className={styles.features}>
            {kept.slice(0, 3).map(({ channel, blob }) => (
              <BlobPicture key={channel} className={styles.kept} blob={blob} />
            ))}
          </span>
        )}
        {!chosen && features.length > 0 && (
          <span className={styles.features}>
            {features.slice(0, 3).map((feature) => (
              <SpritePicture key={feature.channel} {...feature} shape="square" />
            ))}
          </span>
        )}
      </button>
      {children}
    </li>
  );
}

/** From 5 to 14 px: what a layer sees grows by a factor of hundreds. */
function squareSize(receptiveField: number): number {
  return Math.round(Math.min(14, 5 + Math.log2(1 + receptiveField / 16) * 1.5));
}
