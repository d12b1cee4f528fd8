import { useMedia } from '../kit/use-media.ts';
import { Navigator } from '../panes/Navigator.tsx';
import type { Pane } from '../panes/pane.ts';
import type { Viewport } from '../panes/viewport.ts';
import { DetailBands } from './DetailBands.tsx';
import styles from './Difference.module.css';
import { DifferenceWords } from './DifferenceWords.tsx';
import { GraphDifference } from './GraphDifference.tsx';
import { useDifference } from './use-difference.ts';

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
