import type { ReactNode } from 'react';
import type { PictureSource } from '../run/pictures.ts';
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
      aria-label={`${label}: arrow keys move, plus and minus zoom, 0 fits`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      data-faded={faded}
      {...gestures}
    >
      {children}
    </div>
  );
}

/** The letter in the corner of a picture. */
export function StageLetter({
  letter,
  right,
}: {
  readonly letter: string;
  readonly right?: boolean;
}) {
  return (
    <span className={styles.letter} data-right={right} aria-hidden="true">
      {letter}
    </span>
  );
}

/** Instead of a picture: why there is none. */
export function StageWell({ text }: { readonly text: string }) {
  return <p className={styles.well}>{text}</p>;
}
