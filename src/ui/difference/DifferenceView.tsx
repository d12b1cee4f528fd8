import { Captions } from '../panes/Captions.tsx';
import { PaneCanvas } from '../panes/PaneCanvas.tsx';
import { Stage, StageWell } from '../panes/Stage.tsx';
import { DetailBands } from './DetailBands.tsx';
import styles from './Difference.module.css';
import type { DifferenceProps } from './DifferenceStrip.tsx';
import { DifferenceWords } from './DifferenceWords.tsx';
import { GraphDifference } from './GraphDifference.tsx';
import { useDifference } from './use-difference.ts';

/** The difference of A and B as a map in full size, and what it says. */
export function DifferenceView({ panes, viewport }: DifferenceProps) {
  const [a, b] = panes;
  const missing = panes.find(({ source }) => !source);
  const shown = useDifference(a.source, b.source);
  return (
    <>
      <div className={styles.view}>
        <Stage label="Difference map" viewport={viewport} source={shown?.source}>
          {shown && (
            <PaneCanvas source={shown.source} viewport={viewport} leads label="Difference map" />
          )}
          {missing && <StageWell text={`${missing.title}: ${missing.footer.text}`} />}
        </Stage>
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
