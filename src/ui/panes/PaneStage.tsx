import { Navigator } from './Navigator.tsx';
import { PaneCanvas } from './PaneCanvas.tsx';
import styles from './PaneStage.module.css';
import type { Pane } from './pane.ts';
import { Stage, StageLetter, StageWell } from './Stage.tsx';
import type { Viewport } from './viewport.ts';

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
  const faded = footer.status === 'stale' || footer.status === 'will-run';
  return (
    <Stage label={`Picture ${letter ?? title}`} viewport={viewport} source={source} faded={faded}>
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
    </Stage>
  );
}
