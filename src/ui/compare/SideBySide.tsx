import { Caption } from '../panes/Caption.tsx';
import { PaneStage } from '../panes/CompareStage.tsx';
import { useCompare } from '../panes/compare-store.ts';
import { type DifferingValue, differingValues, letterOf, type Pane } from '../panes/pane.ts';
import type { Viewport } from '../results/viewport.ts';
import styles from './SideBySide.module.css';

export interface SideBySideProps {
  readonly panes: readonly Pane[];
  readonly viewport: Viewport;
}

/** Two, three or four pictures, each whole or all of them at the same place. */
export function SideBySide({ panes, viewport }: SideBySideProps) {
  const differing = differingValues(panes);
  return (
    <div className={styles.panes} data-places={panes.length}>
      {panes.map((pane, place) => (
        <Place
          key={pane.id}
          pane={pane}
          place={place}
          values={differing[place] ?? []}
          viewport={viewport}
        />
      ))}
    </div>
  );
}

interface PlaceProps {
  readonly pane: Pane;
  readonly place: number;
  readonly values: readonly DifferingValue[];
  readonly viewport: Viewport;
}

function Place({ pane, place, values, viewport }: PlaceProps) {
  const active = useCompare((state) => state.active === place);
  const activate = () => useCompare.setState({ active: place });
  return (
    <section
      className={styles.pane}
      data-active={active}
      aria-label={`${letterOf(place)}: ${pane.title}`}
      onFocus={activate}
      onPointerDown={activate}
    >
      <PaneStage
        pane={pane}
        letter={letterOf(place)}
        viewport={viewport}
        leads={place === 0}
        active={active}
      />
      <Caption pane={pane} values={values} active={active} />
    </section>
  );
}
