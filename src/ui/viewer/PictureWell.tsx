import { MoveHorizontal } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useSyncExternalStore } from 'react';
import { PaneCanvas } from '../panes/PaneCanvas.tsx';
import type { PictureSource } from '../results/pictures.ts';
import { onPanZoomKey, usePanZoom } from '../results/use-pan-zoom.ts';
import { Viewport } from '../results/viewport.ts';
import styles from './PictureWell.module.css';

/** What is looked at: a picture, beside the one it is compared with, or that one. */
export type Look = 'dream' | 'split' | 'photo';

/** A picture to compare with, and what both are called while they are seen together. */
export interface Compared {
  readonly source: PictureSource;
  /** "Photo" */
  readonly title: string;
  /** "Dream" */
  readonly own: string;
}

export interface PictureWellProps {
  readonly source: PictureSource;
  readonly label: string;
  readonly viewport: Viewport;
  readonly compared?: Compared | undefined;
  readonly look?: Look;
  /** Share of the width at which the other picture ends. */
  readonly divide?: number;
  readonly onDivide?: (share: number) => void;
  /** Dimmed, as what is no result. */
  readonly faded?: boolean;
  /** Instead of showing the whole picture. */
  readonly onDoubleClick?: () => void;
  /** What lies over the picture. */
  readonly children?: ReactNode;
}

/** A viewport for one picture: as large as it fits, and from there down to its pixels. */
export function createPictureViewport(): Viewport {
  return new Viewport({ min: 'fit', max: 32, fit: 8, bounded: true });
}

/** Where one picture is looked at, alone or against another one. */
export function PictureWell(props: PictureWellProps) {
  const { source, label, viewport, compared, look = 'dream', faded = false, children } = props;
  const { divide = 0.5, onDivide = () => {}, onDoubleClick } = props;
  const gestures = usePanZoom(viewport);
  const still = useSyncExternalStore(viewport.subscribe, () => viewport.still);
  const other = look === 'dream' ? undefined : compared;
  const split = look === 'split' && other !== undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div
      className={styles.well}
      role="group"
      aria-label={`${label}: arrow keys move, plus and minus zoom, F fits`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      data-faded={faded}
      data-still={still}
      {...gestures}
      {...(onDoubleClick && { onDoubleClick })}
      onKeyDown={(event) => onPanZoomKey(event, viewport)}
    >
      <PaneCanvas source={source} viewport={viewport} leads fades label={label} />
      {other && (
        <PaneCanvas
          source={other.source}
          viewport={viewport}
          label={other.title}
          style={split ? { clipPath: `inset(0 ${(1 - divide) * 100}% 0 0)` } : undefined}
        />
      )}
      {other && <span className={styles.tag}>{other.title}</span>}
      {split && (
        <span className={styles.tag} data-right="true">
          {other.own}
        </span>
      )}
      {children}
      {split && <Divider share={divide} title={other.title} onChange={onDivide} />}
    </div>
  );
}

interface DividerProps {
  readonly share: number;
  /** Of the picture on its left. */
  readonly title: string;
  readonly onChange: (share: number) => void;
}

/** The line between two pictures; dragged, or moved with the arrow keys. */
function Divider({ share, title, onChange }: DividerProps) {
  const percent = Math.round(share * 100);
  const set = (next: number) => onChange(Math.min(1, Math.max(0, next)));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 0.1 : 0.02;
    if (event.key === 'ArrowLeft') set(share - step);
    else if (event.key === 'ArrowRight') set(share + step);
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
      aria-label={`Where the ${title.toLowerCase()} ends`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent} % ${title.toLowerCase()}`}
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
