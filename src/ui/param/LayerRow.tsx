import type { LayerInfo } from '../../runtime/client.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { ChannelPictures } from './ChannelPictures.tsx';
import { FeaturePicture } from './FeaturePicture.tsx';
import styles from './LayerPicker.module.css';
import type { FeaturePlace } from './layer-pictures.ts';

export interface LayerRowProps {
  readonly node: string;
  readonly layer: LayerInfo;
  /** What its channels respond to, the most telling first; empty where that is not known. */
  readonly features: readonly FeaturePlace[];
  /** Whether no other layer is chosen, so that channels can only be this one's. */
  readonly alone: boolean;
  /** Undefined: not chosen. */
  readonly weight: number | undefined;
  readonly range: { readonly min: number; readonly max: number } | undefined;
  readonly onToggle: () => void;
  readonly onWeight: (weight: number, last: boolean) => void;
}

/** A rung of the ladder: what the layer sees and responds to; opens when it is chosen. */
export function LayerRow(props: LayerRowProps) {
  const { node, layer, features, alone, weight, range, onToggle, onWeight } = props;
  const { name, channels, receptiveField } = layer;
  return (
    <li className={styles.row} data-chosen={weight !== undefined}>
      <button
        type="button"
        className={styles.layer}
        aria-pressed={weight !== undefined}
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
        {weight === undefined && features.length > 0 && (
          <span className={styles.features}>
            {features.slice(0, 3).map((feature) => (
              <FeaturePicture key={feature.channel} {...feature} />
            ))}
          </span>
        )}
      </button>
      {weight !== undefined && features.length > 0 && (
        <ChannelPictures node={node} layer={name} features={features} choosable={alone} />
      )}
      {weight !== undefined && range && (
        <div className={styles.weight}>
          <NumberField
            label="Weight"
            value={weight}
            range={{ ...range, step: 0.05 }}
            onChange={onWeight}
            onReset={() => onWeight(1, true)}
          />
        </div>
      )}
    </li>
  );
}

/** From 5 to 14 px: what a layer sees grows by a factor of hundreds. */
function squareSize(receptiveField: number): number {
  return Math.round(Math.min(14, 5 + Math.log2(1 + receptiveField / 16) * 1.5));
}
