import { type ReactNode, useSyncExternalStore } from 'react';
import { Divider } from '../panes/Divider.tsx';
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
  /** A little dimmed, as the picture of another frame. */
  readonly held?: boolean;
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
  const { held = false } = props;
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
      data-held={held}
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
      {split && (
        <Divider
          share={divide}
          label={`Where the ${other.title.toLowerCase()} ends`}
          of={other.title.toLowerCase()}
          step={0.02}
          onChange={onDivide}
        />
      )}
    </div>
  );
}
