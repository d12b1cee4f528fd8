import {
  type ChannelsValue,
  excludedChannels,
  namedChannels,
} from '../../graph/params/channels.ts';
import { SpritePicture } from '../glyphs/SpritePicture.tsx';
import type { FeaturePicture } from '../network-pictures/layer-pictures.ts';
import styles from './LayerPicker.module.css';

export interface ChannelPicturesProps {
  readonly layer: string;
  readonly features: readonly FeaturePicture[];
  readonly chosen: ChannelsValue;
  /** Undefined where the node takes no channels. */
  readonly onChoose: ((channels: ChannelsValue) => void) | undefined;
}

/** The strongest channels of a layer; where the node takes channels, pressing one chooses it. */
export function ChannelPictures({ layer, features, chosen, onChoose }: ChannelPicturesProps) {
  return (
    <fieldset className={styles.channels} aria-label={`Strongest channels of ${layer}`}>
      {features.map((feature) => {
        const name = `Channel ${feature.channel}`;
        return onChoose ? (
          <button
            key={feature.channel}
            type="button"
            className={styles.channel}
            title={name}
            aria-label={name}
            aria-pressed={isChosen(chosen, feature.channel)}
            onClick={() => onChoose(toggled(chosen, feature.channel))}
          >
            <SpritePicture {...feature} shape="square" />
          </button>
        ) : (
          <span key={feature.channel} className={styles.channel} title={name}>
            <SpritePicture {...feature} shape="square" />
          </span>
        );
      })}
    </fieldset>
  );
}

function isChosen(chosen: ChannelsValue, channel: number): boolean {
  if (chosen === 'all') return false;
  return namedChannels(chosen)?.includes(channel) ?? !excludedChannels(chosen).includes(channel);
}

/** None left, or none left out, means all again. */
function toggled(chosen: ChannelsValue, channel: number): ChannelsValue {
  const excluded = excludedChannels(chosen);
  const before = excluded.length > 0 ? excluded : (namedChannels(chosen) ?? []);
  const after = before.includes(channel)
    ? before.filter((other) => other !== channel)
    : [...before, channel].sort((a, b) => a - b);
  if (after.length === 0) return 'all';
  return excluded.length > 0 ? { not: after } : after;
}
