import { ok, type Result } from '../../common/result.ts';
import {
  type ChannelsValue,
  formatChannels,
  namedChannels,
  parseChannels,
} from '../../graph/params/channels.ts';
import type { LayersParam, LayerWeight } from '../../graph/params/layers.ts';
import { param } from '../../graph/params/param.ts';
import { motifOf } from '../../nodes/motifs.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { ParsedField } from '../controls/ParsedField.tsx';
import { sleepyOf } from '../motifs/motif-pictures.ts';
import styles from './LayerPicker.module.css';

export interface LayerEntryProps {
  readonly entry: LayerWeight;
  /** What an entry without channels means. */
  readonly nodeChannels: ChannelsValue;
  readonly spec: LayersParam;
  /** The embedded network, if it is one. */
  readonly network: string | undefined;
  readonly onChange: (entry: LayerWeight, last?: boolean) => void;
  readonly onCancel: () => void;
}

const factors = param.numbers({ min: 0, max: 10, step: 0.05, default: [1] });

/** Weight, channels and weights by octave of a chosen layer. */
export function LayerEntry(props: LayerEntryProps) {
  const { entry, nodeChannels, spec, network, onChange, onCancel } = props;
  const { channels, byOctave, ...rest } = entry;
  const title = motifOf(network, entry)?.title;
  const named = namedChannels(channels ?? nodeChannels) ?? [];
  const sleepy = sleepyOf(network, entry.layer, named);
  return (
    <div className={styles.weight}>
      <NumberField
        label={title ? `Weight of ${title}` : 'Weight'}
        value={entry.weight}
        range={{ min: spec.min, max: spec.max, step: 0.05 }}
        onChange={(weight, last) => onChange({ ...entry, weight }, last)}
        onReset={() => onChange({ ...entry, weight: 1 })}
        onCancel={onCancel}
      />
      {spec.channels && (
        <ParsedField
          label="Channels"
          mono
          text={channels === undefined ? '' : formatChannels(channels)}
          shown={channels === undefined ? 'as in the node' : formatChannels(channels)}
          parse={(text) => optional(text, parseChannels)}
          onChange={(next) =>
            onChange({
              ...rest,
              ...(byOctave && { byOctave }),
              ...(next !== undefined && { channels: next as ChannelsValue }),
            })
          }
          onReset={() => onChange({ ...rest, ...(byOctave && { byOctave }) })}
        />
      )}
      <ParsedField
        label="Weight by octave"
        text={byOctave?.join('/') ?? ''}
        shown={byOctave?.join('/') ?? 'same'}
        parse={(text) => optional(text.replaceAll('/', ' '), factors.parse)}
        onChange={(next) =>
          onChange({
            ...rest,
            ...(channels !== undefined && { channels }),
            ...(next !== undefined && { byOctave: next as readonly number[] }),
          })
        }
        onReset={() => onChange({ ...rest, ...(channels !== undefined && { channels }) })}
      />
      {sleepy.length > 0 && (
        <p className={styles.sleepy}>
          {sleepy.length === 1 ? 'Channel' : 'Channels'} {sleepy.join(', ')} hardly{' '}
          {sleepy.length === 1 ? 'responds' : 'respond'} to photographs.
        </p>
      )}
    </div>
  );
}

/** Nothing typed takes the value away. */
function optional<T>(text: string, parse: (text: string) => Result<T>): Result<T | undefined> {
  return text.trim() === '' ? ok(undefined) : parse(text);
}
