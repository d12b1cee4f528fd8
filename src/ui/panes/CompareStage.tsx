import type { PointerEvent, ReactNode } from 'react';
import type { PictureSource } from '../results/pictures.ts';
import { onPanZoomKey, usePanZoom } from '../results/use-pan-zoom.ts';
import type { Spot, Viewport } from '../results/viewport.ts';
import styles from './CompareStage.module.css';
import { Navigator } from './Navigator.tsx';
import { PaneCanvas } from './PaneCanvas.tsx';
import type { Pane } from './pane.ts';

export interface CompareStageProps {
  /** "Picture A" */
  readonly label: string;
  readonly viewport: Viewport;
  /** The picture that the cursor is found on. */
  readonly source: PictureSource | undefined;
  readonly children: ReactNode;
}

/** Where pictures are looked at: takes the pointer, the wheel and the keys that move and zoom. */
export function CompareStage({ label, viewport, source, children }: CompareStageProps) {
  const gestures = usePanZoom(viewport, (event) => {
    viewport.point(event && spotUnder(event, viewport, source));
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div
      className={styles.stage}
      role="group"
      aria-label={`${label}: arrow keys move, plus and minus zoom, F fits`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      {...gestures}
      onKeyDown={(event) => onPanZoomKey(event, viewport)}
    >
      {children}
    </div>
  );
}

/** Where on the picture the pointer is; undefined beside it. */
function spotUnder(
  event: PointerEvent<HTMLElement>,
  viewport: Viewport,
  source: PictureSource | undefined,
): Spot | undefined {
  const shown = source?.get();
  if (!shown) return undefined;
  const box = event.currentTarget.getBoundingClientRect();
  const { x, y, zoom } = viewport.place(shown, box);
  const u = (event.clientX - box.x - x) / (shown.width * zoom);
  const v = (event.clientY - box.y - y) / (shown.height * zoom);
  return u >= 0 && u <= 1 && v >= 0 && v <= 1 ? { u, v } : undefined;
}

export interface StageLetterProps {
  readonly letter: string;
  /** The place that number keys fill. */
  readonly active?: boolean;
  readonly right?: boolean;
}

/** The letter in the corner of a picture. */
export function StageLetter({ letter, active, right }: StageLetterProps) {
  return (
    <span className={styles.letter} data-active={active} data-right={right} aria-hidden="true">
      {letter}
    </span>
  );
}

/** Instead of a picture: why there is none. */
export function StageWell({ text }: { readonly text: string }) {
  return <p className={styles.well}>{text}</p>;
}

export interface PaneStageProps {
  readonly pane: Pane;
  /** Of the place that it stands in; a cell of a grid may stand in none. */
  readonly letter: string | undefined;
  readonly viewport: Viewport;
  readonly leads: boolean;
  readonly active: boolean;
}

/** Where one picture is looked at. */
export function PaneStage({ pane, letter, viewport, leads, active }: PaneStageProps) {
  const { source, footer, title } = pane;
  return (
    <CompareStage label={`Picture ${letter ?? title}`} viewport={viewport} source={source}>
      {source ? (
        <PaneCanvas
          source={source}
          viewport={viewport}
          leads={leads}
          label={`Picture of ${title}`}
        />
      ) : (
        <StageWell text={footer.text} />
      )}
      {letter !== undefined && <StageLetter letter={letter} active={active} />}
      {leads && source && (
        <Navigator
          onlyWhenZoomed
          source={source}
          viewport={viewport}
          label="Where it is seen"
          className={styles.navigator}
        />
      )}
    </CompareStage>
  );
}
