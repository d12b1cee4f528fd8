import type { ReactNode } from 'react';
import type { PictureSource } from '../results/pictures.ts';
import styles from './Stage.module.css';
import { useStageGestures } from './use-stage-gestures.ts';
import type { Viewport } from './viewport.ts';

export interface StageProps {
  /** "Picture A" */
  readonly label: string;
  readonly viewport: Viewport;
  /** The picture that the cursor is found on. */
  readonly source: PictureSource | undefined;
  readonly faded?: boolean;
  readonly children: ReactNode;
}

/** Where pictures are looked at: takes the pointer, the wheel and the keys that move and zoom. */
export function Stage({ label, viewport, source, faded, children }: StageProps) {
  const gestures = useStageGestures(viewport, source);
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div
      className={styles.stage}
      role="group"
      aria-label={`${label}: arrow keys move, plus and minus zoom, F fits`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      data-faded={faded}
      {...gestures}
    >
      {children}
    </div>
  );
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
