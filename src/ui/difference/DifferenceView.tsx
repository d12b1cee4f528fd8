import { useMedia } from '../kit/use-media.ts';
import { Captions } from '../panes/Caption.tsx';
import { CompareStage, StageWell } from '../panes/CompareStage.tsx';
import { Navigator } from '../panes/Navigator.tsx';
import { PaneCanvas } from '../panes/PaneCanvas.tsx';
import type { Pane } from '../panes/pane.ts';
import type { Viewport } from '../results/viewport.ts';
import styles from './Difference.module.css';
import { DetailBands, DifferenceWords, GraphDifference } from './DifferenceParts.tsx';
import { useDifference } from './use-difference.ts';

/** The difference of A and B as a map in full size, and what it says. */
export function DifferenceView({ panes, viewport }: DifferenceProps) {
  const [a, b] = panes;
  const missing = panes.find(({ source }) => !source);
  const shown = useDifference(a.source, b.source);
  return (
    <>
      <div className={styles.view}>
        <CompareStage label="Difference map" viewport={viewport} source={shown?.source}>
          {shown && (
            <PaneCanvas source={shown.source} viewport={viewport} leads label="Difference map" />
          )}
          {missing && <StageWell text={`${missing.title}: ${missing.footer.text}`} />}
        </CompareStage>
        <aside className={styles.side} aria-label="Difference">
          {!missing && <DifferenceWords shown={shown} />}
          {shown && <DetailBands difference={shown.difference} />}
          <GraphDifference panes={panes} />
        </aside>
      </div>
      <Captions panes={panes} />
    </>
  );
}

export interface DifferenceProps {
  readonly panes: readonly [Pane, Pane];
  readonly viewport: Viewport;
}

/** Under two pictures, where the window is tall enough: how they differ at a glance. */
export function DifferenceStrip(props: DifferenceProps) {
  const tall = useMedia('(min-height: 801px)');
  return tall && props.panes.every(({ source }) => source) ? <Strip {...props} /> : null;
}

function Strip({ panes, viewport }: DifferenceProps) {
  const [a, b] = panes;
  const shown = useDifference(a.source, b.source);
  return (
    <div className={styles.strip}>
      {shown && (
        <Navigator
          source={shown.source}
          viewport={viewport}
          label="Difference map"
          className={styles.map}
        />
      )}
      <DifferenceWords shown={shown} />
      {shown && <DetailBands difference={shown.difference} />}
      <GraphDifference panes={panes} />
    </div>
  );
}
