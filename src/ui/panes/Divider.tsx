import { MoveHorizontal } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './Divider.module.css';

interface DividerProps {
  /** Of the width, 0 to 1, that the picture on its left has. */
  readonly share: number;
  readonly label: string;
  /** The picture on its left, as it is heard after the percentage. */
  readonly of?: string;
  /** What an arrow key moves, as a share of the width. */
  readonly step: number;
  readonly onChange: (share: number) => void;
}

/** The line between two pictures; dragged, or moved with the arrow keys. */
export function Divider({ share, label, of, step, onChange }: DividerProps) {
  const percent = Math.round(share * 100);
  const set = (next: number) => onChange(Math.min(1, Math.max(0, next)));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 0.1 : step;
    if (event.key === 'ArrowLeft') set(share - by);
    else if (event.key === 'ArrowRight') set(share + by);
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
      style={{ left: `${share * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={of ? `${percent} % ${of}` : `${percent} %`}
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
      <span className={styles.grip}>
        <MoveHorizontal size={14} strokeWidth={1.75} aria-hidden="true" />
      </span>
    </div>
  );
}
