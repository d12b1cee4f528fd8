import { useDocument } from '../document/document-store.ts';
import { frameUnder, stepOfKey } from './lanes.ts';
import styles from './Ruler.module.css';
import timeline from './Timeline.module.css';
import { goToFrame } from './timeline-store.ts';

/** The frame that is shown: its number, and a line through all rows. */
export function Playhead() {
  const frame = useDocument((state) => state.frame);
  const frames = useDocument(({ document }) => document.sequence?.frames ?? 1);
  const fps = useDocument(({ document }) => document.sequence?.fps ?? 1);
  return (
    <div className={styles.playhead} style={{ ['--share' as string]: (frame + 0.5) / frames }}>
      <div
        role="slider"
        tabIndex={0}
        className={styles.playheadNumber}
        data-playhead
        aria-label="Frame that is shown"
        aria-valuemin={0}
        aria-valuemax={frames - 1}
        aria-valuenow={frame}
        aria-valuetext={`${frame}, ${(frame / fps).toFixed(2)} s`}
        onPointerDown={(event) => {
          if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const lane = document.querySelector(`[data-timeline] .${timeline.lane}`);
          if (!lane || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
          goToFrame(frameUnder(event.clientX, lane, frames));
        }}
        onKeyDown={(event) => {
          const by = stepOfKey(event);
          if (by === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          goToFrame(frame + by);
        }}
      >
        {frame}
      </div>
    </div>
  );
}
