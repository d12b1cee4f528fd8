import type { KeyboardEvent, PointerEvent } from 'react';
import { useCompare } from '../panes/compare-store.ts';
import styles from './Divider.module.css';

/** The line between A and B; dragged, or moved with the arrow keys. */
export function Divider() {
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
