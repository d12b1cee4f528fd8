import { type ChannelsValue, excludedChannels, namedChannels } from '../../graph/param/channels.ts';
import { setParam } from '../document/edits.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { storedValue } from '../node/node-params.ts';
import styles from './ChannelPictures.module.css';
import { FeaturePicture } from './FeaturePicture.tsx';
import type { FeaturePlace } from './layer-pictures.ts';

export interface ChannelPicturesProps {
  readonly node: string;
  readonly layer: string;
  readonly features: readonly FeaturePlace[];
  /** Whether the channels of this layer alone can be chosen. */
  readonly choosable: boolean;
}

/** The strongest channels of a layer; where the node takes channels, pressing one chooses it. */
export function ChannelPictures({ node, layer, features, choosable }: ChannelPicturesProps) {
  const chosen = useChannels(node);
  const press = (channel: number) => setParam(node, 'channels', toggled(chosen, channel), true);
  return (
    <fieldset className={styles.channels} aria-label={`Strongest channels of ${layer}`}>
      {features.map((feature) => {
        const name = `Channel ${feature.channel}`;
        return choosable && chosen !== undefined ? (
          <button
            key={feature.channel}
            type="button"
            className={styles.channel}
            title={name}
            aria-label={name}
            aria-pressed={isChosen(chosen, feature.channel)}
            onClick={() => press(feature.channel)}
          >
            <FeaturePicture {...feature} />
          </button>
        ) : (
          <span key={feature.channel} className={styles.channel} title={name}>
            <FeaturePicture {...feature} />
          </span>
        );
      })}
    </fieldset>
  );
}

/** What the node's parameter `channels` says; undefined where it has none. */
function useChannels(id: string): ChannelsValue | undefined {
  const node = useNode(id);
  const param = definitionOf(node)?.params.channels;
  if (!node || param?.type !== 'channels') return undefined;
  const checked = param.validate(storedValue(node.params, 'channels', param));
  return checked.ok ? checked.value : param.default;
}

function isChosen(chosen: ChannelsValue, channel: number): boolean {
  if (chosen === 'all') return false;
  return namedChannels(chosen)?.includes(channel) ?? !excludedChannels(chosen).includes(channel);
}

/** None left, or none left out, means all again. */
function toggled(chosen: ChannelsValue | undefined, channel: number): ChannelsValue {
  const excluded = excludedChannels(chosen ?? 'all');
  const before = excluded.length > 0 ? excluded : (namedChannels(chosen ?? 'all') ?? []);
  const after = before.includes(channel)
    ? before.filter((other) => other !== channel)
    : [...before, channel].sort((a, b) => a - b);
  if (after.length === 0) return 'all';
  return excluded.length > 0 ? { not: after } : after;
}
