import type { KeyboardEvent, PointerEvent } from 'react';
import { NumberField } from '../controls/NumberField.tsx';
import { Captions } from '../panes/Caption.tsx';
import { CompareStage, StageLetter } from '../panes/CompareStage.tsx';
import { useCompare } from '../panes/compare-store.ts';
import { PaneCanvas } from '../panes/PaneCanvas.tsx';
import type { Pane } from '../panes/pane.ts';
import type { Viewport } from '../results/viewport.ts';
import styles from './OverlayView.module.css';

export interface OverlayViewProps {
  readonly mode: 'slider' | 'onion';
  readonly panes: readonly [Pane, Pane];
  readonly viewport: Viewport;
}

/** B over A: to the right of a line that one moves, or all over with as much weight as one likes. */
export function OverlayView({ mode, panes, viewport }: OverlayViewProps) {
  const [a, b] = panes;
  const divide = useCompare((state) => state.divide);
  const mix = useCompare((state) => state.mix);
  const over = mode === 'slider' ? { clipPath: `inset(0 0 0 ${divide * 100}%)` } : { opacity: mix };
  return (
    <>
      <CompareStage
        label="Picture B over picture A"
        viewport={viewport}
        source={a.source ?? b.source}
      >
        {a.source && (
          <PaneCanvas source={a.source} viewport={viewport} leads label={`Picture of ${a.title}`} />
        )}
        {b.source && (
          <PaneCanvas
            source={b.source}
            viewport={viewport}
            label={`Picture of ${b.title}`}
            style={over}
          />
        )}
        <StageLetter letter="A" />
        <StageLetter letter="B" right />
        {mode === 'slider' && <Divider />}
      </CompareStage>
      {mode === 'onion' && (
        <div className={styles.mix}>
          <span>A</span>
          <NumberField
            label="How much of B covers A"
            value={Math.round(mix * 100)}
            range={{ min: 0, max: 100, step: 1, integer: true }}
            unit="%"
            onChange={(value) => useCompare.setState({ mix: value / 100 })}
            onReset={() => useCompare.setState({ mix: 0.5 })}
          />
          <span>B</span>
        </div>
      )}
      <Captions panes={panes} />
    </>
  );
}

/** The line between A and B; dragged, or moved with the arrow keys. */
function Divider() {
  const divide = useCompare((state) => state.divide);
  const set = (share: number) => useCompare.setState({ divide: Math.min(1, Math.max(0, share)) });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 0.1 : 0.01;
    if (event.key === 'ArrowLeft') set(divide - step);
    else if (event.key === 'ArrowRight') set(divide + step);
    else if (event.key === 'Home') set(0);
    else if (event.key === 'End') set(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) set((event.clientX - box.x) / box.width);
  };
  return (
    <div
      className={styles.divider}
      style={{ left: `${divide * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label="Where A ends and B begins"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(divide * 100)}
      aria-valuetext={`${Math.round(divide * 100)} %`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={(event) => {
        event.stopPropagation();
        set(0.5);
      }}
    >
      <span className={styles.grip} />
    </div>
  );
}
