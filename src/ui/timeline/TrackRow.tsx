import { Trash2 } from 'lucide-react';
import type { MouseEvent } from 'react';
import { own } from '../../common/own.ts';
import type { Track } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { layersInWords } from '../../graph/params/layers.ts';
import type { Param } from '../../graph/params/param.ts';
import { valueInWords } from '../../graph/params/values.ts';
import { motifOf } from '../../nodes/motifs.ts';
import { embeddedNetworkOf } from '../../nodes/network-commands.ts';
import { IconButton } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { shownNumber } from '../kit/number-scale.ts';
import { KeyMark } from '../param/KeyMark.tsx';
import { removeTrack, setKey } from '../param/key-edits.ts';
import { canvas } from '../session/canvas-handle.ts';
import { select } from '../session/session-store.ts';
import { KeyButton } from './KeyButton.tsx';
import { frameUnder } from './lanes.ts';
import timeline from './Timeline.module.css';
import { heightOf, TrackBlocks, TrackCurve } from './TrackLine.tsx';
import styles from './TrackRow.module.css';
import { goToFrame, trackName } from './timeline-store.ts';

/** One value over time: its name, what it is at the frame that is shown, and its keys. */
export function TrackRow({ track }: { readonly track: Track }) {
  const { param, keys } = track;
  const node = useNode(track.node);
  const frames = useDocument(({ document }) => document.sequence?.frames ?? 1);
  const definition = definitionOf(node);
  const spec = own(definition?.params, param);
  if (!node) return null;
  const label = partTitle(param, spec);
  const title = nodeTitle(node, definition);
  const network = embeddedNetworkOf(useDocument.getState().shown, node.id);
  const words = (value: Json) => asShown(spec, value, network);
  const addKey = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest('button')) return;
    goToFrame(frameUnder(event.clientX, event.currentTarget, frames));
    setKey(track.node, param);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div
      className={timeline.row}
      role="group"
      aria-label={`${label} of ${title}`}
      data-track={trackName(track)}
    >
      <TrackHead
        place={track}
        label={label}
        title={title}
        value={words(own(node.params, param) ?? null)}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the diamond at the left does the same */}
      <div className={`${timeline.lane ?? ''} ${styles.lane ?? ''}`} onDoubleClick={addKey}>
        {spec?.type === 'number' ? (
          <TrackCurve track={track} frames={frames} />
        ) : (
          <TrackBlocks track={track} frames={frames} words={words} />
        )}
        {keys.map((key, at) => (
          <KeyButton
            // biome-ignore lint/suspicious/noArrayIndexKey: a key that is moved stays the same
            key={at}
            place={{ node: node.id, param, frame: key.frame }}
            frames={frames}
            label={`${label}, frame ${key.frame}, ${words(key.value)}`}
            height={spec?.type === 'number' ? heightOf(track, key.value) : 0.5}
          />
        ))}
      </div>
    </div>
  );
}

interface TrackHeadProps {
  readonly place: Pick<Track, 'node' | 'param'>;
  readonly label: string;
  /** Of the node. */
  readonly title: string;
  /** At the frame that is shown. */
  readonly value: string;
}

function TrackHead({ place: { node, param }, label, title, value }: TrackHeadProps) {
  return (
    <div className={styles.head}>
      <button
        type="button"
        className={styles.name}
        title={`${label} of ${title}: go to the node`}
        onClick={() => {
          select([node]);
          canvas().centreOn(node);
        }}
      >
        {label} <span className={styles.of}>{title}</span>
      </button>
      <IconButton
        small
        className={styles.remove}
        label={`Remove all keys of ${inSentence(label)}`}
        icon={Trash2}
        onClick={() => removeTrack(node, param)}
      />
      <span className={styles.value} title={value}>
        {value}
      </span>
      <KeyMark node={node} param={param} label={label} />
    </div>
  );
}

/** As the field of the parameter says it: a number with its decimals, a motif by its name. */
function asShown(spec: Param | undefined, value: Json, network: string | undefined): string {
  if (spec?.type === 'number' && typeof value === 'number') return shownNumber(value, spec);
  if (spec?.type !== 'layers') return valueInWords(spec, value);
  const layers = spec.validate(value);
  return layers.ok ? layersInWords(layers.value, (entry) => motifOf(network, entry)?.title) : '';
}
