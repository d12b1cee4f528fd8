import { type PointerEvent, type Ref, useRef } from 'react';
import { useDocument } from '../document/document-store.ts';
import { type FrameRange, useRange } from '../run/film.ts';
import { frameUnder, placeOf, startOf, stepOfKey, tickStep } from './lanes.ts';
import styles from './Ruler.module.css';
import timeline from './Timeline.module.css';
import { goToFrame, setRange } from './timeline-store.ts';

export interface RulerProps {
  /** Of the lane, in pixels. */
  readonly width: number;
  readonly ref: Ref<HTMLDivElement>;
}

/** Numbers of frames: pressed or dragged along it shows them. Above them the range and its ends. */
export function Ruler({ width, ref }: RulerProps) {
  const frames = useDocument(({ document }) => document.sequence?.frames ?? 1);
  const step = tickStep(frames, width);
  const ticks = Array.from({ length: Math.ceil(frames / step) }, (_, at) => at * step);
  const scrub = useScrubbing(frames);
  return (
    <div className={timeline.row}>
      <span className={styles.title}>Frames</span>
      <div ref={ref} className={`${timeline.lane ?? ''} ${styles.ruler ?? ''}`} {...scrub}>
        {ticks.map((frame) => (
          <span key={frame} className={styles.tick} style={{ left: placeOf(frame, frames) }}>
            {frame}
          </span>
        ))}
        <RangeBar frames={frames} />
      </div>
    </div>
  );
}

/** Shows the frame under the pointer as long as it is down. */
export function useScrubbing(frames: number) {
  const show = (event: PointerEvent<HTMLElement>) =>
    goToFrame(frameUnder(event.clientX, event.currentTarget, frames));
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      show(event);
      // The keys of the timeline are those of its playhead.
      document.querySelector<HTMLElement>('[data-playhead]')?.focus({ preventScroll: true });
      event.preventDefault();
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) show(event);
    },
  };
}

function RangeBar({ frames }: { readonly frames: number }) {
  const { first, last } = useRange();
  const left = startOf(first, frames);
  const right = `${100 - ((last + 1) / frames) * 100}%`;
  return (
    <div className={styles.range} style={{ left, right }}>
      <RangeEnd end="first" frames={frames} label="First frame of the range" />
      <RangeEnd end="last" frames={frames} label="Last frame of the range" />
    </div>
  );
}

interface RangeEndProps {
  readonly end: keyof FrameRange;
  readonly frames: number;
  readonly label: string;
}

/** One end of the range: dragged, or moved by the arrow keys. */
function RangeEnd({ end, frames, label }: RangeEndProps) {
  const range = useRange();
  const handle = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={handle}
      role="slider"
      tabIndex={0}
      className={styles.end}
      data-end={end}
      title={`${label} (${end === 'first' ? 'I' : 'O'})`}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={frames - 1}
      aria-valuenow={range[end]}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        event.stopPropagation();
        const lane = event.currentTarget.closest(`.${timeline.lane}`);
        if (!lane || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        setRange({ [end]: frameUnder(event.clientX, lane, frames) });
      }}
      onDoubleClick={() => setRange({ first: 0, last: frames - 1 })}
      onKeyDown={(event) => {
        const by = stepOfKey(event);
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        setRange({ [end]: range[end] + by });
      }}
    />
  );
}
