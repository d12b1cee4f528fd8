import { StateMark } from '../controls/StateMark.tsx';
import { choose, useCompare } from '../panes/compare-store.ts';
import { PaneStage } from '../panes/PaneStage.tsx';
import { letterOf, type Pane } from '../panes/pane.ts';
import type { Viewport } from '../panes/viewport.ts';
import styles from './GridView.module.css';

export interface GridCellProps {
  /** Undefined: it was deleted, or has other values now. */
  readonly pane: Pane | undefined;
  /** By place. */
  readonly shown: readonly Pane[];
  readonly leads: boolean;
  readonly viewport: Viewport;
}

/** One picture of a grid. Going to it puts it into the active place. */
export function GridCell({ pane, shown, leads, viewport }: GridCellProps) {
  const active = useCompare((state) => state.active);
  if (!pane) return null;
  const { footer } = pane;
  const ids = shown.map(({ id }) => id);
  const place = ids.indexOf(pane.id);
  const activate = () =>
    place < 0 ? choose(pane.id, active, ids) : useCompare.setState({ active: place });
  return (
    <section
      className={styles.picture}
      data-chosen={place >= 0 && place === active}
      aria-label={pane.title}
      onFocus={activate}
      onPointerDown={activate}
    >
      <PaneStage
        pane={pane}
        letter={place < 0 ? undefined : letterOf(place)}
        viewport={viewport}
        leads={leads}
        active={place === active}
      />
      <p className={styles.state} data-status={footer.status} title={footer.text}>
        <StateMark status={footer.status} />
        <span>{stateOf(pane)}</span>
      </p>
    </section>
  );
}

/** Where there is no picture, the reason stands in its place. */
function stateOf({ footer, source }: Pane): string {
  if (!source) return footer.status === 'error' ? 'Failed' : '';
  return footer.time ?? footer.text;
}
