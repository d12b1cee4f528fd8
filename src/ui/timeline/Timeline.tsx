import { type KeyboardEvent, useState } from 'react';
import { actionById, runAction } from '../actions/action.ts';
import { useTracks } from '../document/tracks.ts';
import { isTyping } from '../kit/keys.ts';
import { useLayout } from '../session/layout-store.ts';
import { PanelEdge } from '../session/PanelEdge.tsx';
import { usePanelSize } from '../session/panel-sizes.ts';
import { VariantStrip } from '../variants/VariantStrip.tsx';
import { FrameBar } from './FrameBar.tsx';
import { useLaneWidth } from './lanes.ts';
import { Playhead } from './Playhead.tsx';
import { Ruler } from './Ruler.tsx';
import styles from './Timeline.module.css';
import { TrackRow } from './TrackRow.tsx';
import { StripTabs, Transport } from './Transport.tsx';
import { trackName, useTimeline } from './timeline-store.ts';

/** The strip of a film, below the column too: its frames, or in their place the variants. */
export function FilmStrip() {
  const tab = useTimeline((state) => state.tab);
  return tab === 'timeline' ? <Timeline /> : <VariantStrip heading={<StripTabs />} />;
}

/** The frames of a film over time, and the values that change with them. */
function Timeline() {
  const { size: height } = usePanelSize('timeline');
  const open = useLayout((state) => state.open.timeline);
  return (
    <section
      className={styles.timeline}
      style={open ? { height } : undefined}
      aria-label="Timeline"
      data-strip
      data-timeline
      onKeyDown={playBySpace}
    >
      {open && <PanelEdge panel="timeline" label="Height of the timeline" side="top" />}
      <Transport />
      {open && <Lanes />}
    </section>
  );
}

/** Before the canvas takes it for moving the view. On a button Space presses that. */
function playBySpace(event: KeyboardEvent): void {
  const { key, target } = event;
  if (key !== ' ' || isTyping(target) || (target as Element).matches('button')) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) runAction(actionById('play'));
}

/** Ruler and rows, with the line of the frame that is shown through all of them. */
function Lanes() {
  const tracks = useTracks();
  const [ruler, setRuler] = useState<HTMLElement | null>(null);
  const width = useLaneWidth(ruler);
  return (
    <div className={styles.lanes}>
      <div className={styles.sheet}>
        <div className={styles.fixed}>
          <Ruler width={width} ref={setRuler} />
          <FrameBar width={width} />
        </div>
        {tracks.map((track) => (
          <TrackRow key={trackName(track)} track={track} />
        ))}
        {tracks.length === 0 && (
          <p className={styles.hint}>
            Press the diamond beside a value to set a key: from then on it changes over time.
          </p>
        )}
        <Playhead />
      </div>
    </div>
  );
}
