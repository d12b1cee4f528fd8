import {
  ChevronDown,
  ChevronUp,
  Ellipsis,
  Pause,
  Play,
  Repeat,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
  Trash2,
} from 'lucide-react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { ActionMenuItem } from '../actions/ActionMenuItem.tsx';
import { Button, IconButton } from '../controls/Button.tsx';
import { Choices } from '../controls/Choices.tsx';
import { Menu } from '../controls/Menu.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { useDocument } from '../document/document-store.ts';
import { useTracks } from '../document/tracks.ts';
import { changeSequence, removeKeys, setEase } from '../param/key-edits.ts';
import { useRange } from '../run/film.ts';
import { useRun } from '../run/run-store.ts';
import { renderRange } from '../run/runner.ts';
import { useLayout } from '../session/layout-store.ts';
import { ExportBar, ExportButton } from './ExportClip.tsx';
import { FrameField } from './FrameField.tsx';
import { easeOf, eases } from './KeyButton.tsx';
import styles from './Transport.module.css';
import { placeOfKey, useTimeline } from './timeline-store.ts';

/** What plays the film and says where it is, how long and how fast; and what is done with it. */
export function Transport() {
  const open = useLayout((state) => state.open.timeline);
  return (
    <div className={styles.head}>
      <StripTabs />
      <span className={styles.line} />
      <PlayButtons />
      <Numbers />
      <SelectedKeys />
      <span className={styles.space} />
      <ExportBar />
      <RenderButton />
      <ExportButton />
      <Menu align="end" trigger={<IconButton small label="More of the timeline" icon={Ellipsis} />}>
        <ActionMenuItem action="range-first" />
        <ActionMenuItem action="range-last" />
        <ActionMenuItem action="set-keys" />
        <ActionMenuItem action="remove-film" />
      </Menu>
      <ActionButton small action="timeline" icon={open ? ChevronDown : ChevronUp} />
    </div>
  );
}

function PlayButtons() {
  const playing = useTimeline((state) => state.playing);
  const loop = useTimeline((state) => state.loop);
  return (
    <div className={styles.buttons}>
      <span className={styles.ends}>
        <ActionButton small action="first-frame" icon={SkipBack} />
      </span>
      <ActionButton small action="frame-back" icon={StepBack} />
      <IconButton
        className={styles.play}
        label={playing ? 'Stop' : 'Play'}
        shortcut="Space"
        icon={playing ? Pause : Play}
        onClick={() => useTimeline.setState({ playing: !playing })}
      />
      <ActionButton small action="frame-forward" icon={StepForward} />
      <span className={styles.ends}>
        <ActionButton small action="last-frame" icon={SkipForward} />
      </span>
      <IconButton
        small
        label="Play again at the end"
        icon={Repeat}
        aria-pressed={loop}
        onClick={() => useTimeline.setState({ loop: !loop })}
      />
    </div>
  );
}

/** Typed or dragged like every number. */
function Numbers() {
  const frame = useDocument((state) => state.frame);
  const sequence = useDocument(({ document }) => document.sequence);
  if (!sequence) return null;
  const { frames, fps } = sequence;
  return (
    <div className={styles.numbers}>
      <FrameField />
      <span className={styles.time}>{(frame / fps).toFixed(2)} s</span>
      <span className={styles.slow}>
        <NumberField
          label="Length"
          value={frames}
          range={{ min: 1, max: 100_000, step: 1, integer: true, scale: 'log' }}
          onChange={(next, last) => changeSequence({ frames: next }, last)}
          onReset={() => changeSequence({ frames: 120 }, true)}
        />
        <NumberField
          label="Speed"
          unit="fps"
          value={fps}
          range={{ min: 1, max: 120, step: 1 }}
          onChange={(next, last) => changeSequence({ fps: next }, last)}
          onReset={() => changeSequence({ fps: 24 }, true)}
        />
      </span>
    </div>
  );
}

/** What rendering the range would take, and the button that does it. */
function RenderButton() {
  const { first, last } = useRange();
  const outlook = useRun((state) => state.whole);
  const running = useRun(({ current }) => current?.range !== undefined);
  const nothing = outlook !== undefined && outlook.ms === undefined;
  return (
    <>
      <span className={styles.outlook} title={outlook?.help}>
        {first} to {last}
        {outlook && `, ${nothing ? 'rendered' : outlook.text}`}
      </span>
      <Button small disabled={running || nothing} onClick={() => void renderRange()}>
        Render the range
      </Button>
    </>
  );
}

/** What can be done with the keys that are selected. */
function SelectedKeys() {
  const names = useTimeline((state) => state.keys);
  // The ease is a matter of the document.
  useTracks();
  const keys = [...names].map(placeOfKey);
  if (keys.length === 0) return null;
  return (
    <div className={styles.keys}>
      <span className={styles.count}>{keys.length === 1 ? '1 key' : `${keys.length} keys`}</span>
      <Choices
        label="How the value goes on"
        value={easeOf(keys) ?? ''}
        options={eases}
        onChange={(ease) => ease !== '' && setEase(keys, ease)}
      />
      <IconButton
        small
        label={keys.length === 1 ? 'Remove the key' : 'Remove the keys'}
        icon={Trash2}
        onClick={() => removeKeys(keys)}
      />
    </div>
  );
}

/** What the strip of a film shows: its variants or its frames. */
export function StripTabs() {
  const tab = useTimeline((state) => state.tab);
  const variants = useDocument(({ document }) => document.variants.length);
  const choose = (next: typeof tab) => () => useTimeline.setState({ tab: next });
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div className={styles.tabs} role="group" aria-label="What the strip shows">
      <button
        type="button"
        className={styles.tab}
        aria-pressed={tab === 'variants'}
        onClick={choose('variants')}
      >
        Variants {variants > 0 && <span className={styles.number}>{variants}</span>}
      </button>
      <button
        type="button"
        className={styles.tab}
        aria-pressed={tab === 'timeline'}
        onClick={choose('timeline')}
      >
        Timeline
      </button>
    </div>
  );
}
