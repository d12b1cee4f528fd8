import { useMemo } from 'react';
import type { Document } from '../../graph/document/document.ts';
import { DifferenceStrip, DifferenceView } from '../difference/DifferenceView.tsx';
import { fillPlaces, placesOf, useCompare } from '../panes/compare-store.ts';
import type { Pane, PaneAction } from '../panes/pane.ts';
import { gridToShow, type PaneGrid } from '../panes/pane.ts';
import { Viewport } from '../results/viewport.ts';
import { CompareRail } from './CompareRail.tsx';
import { CompareToolbar } from './CompareToolbar.tsx';
import styles from './CompareView.module.css';
import { GridView } from './GridView.tsx';
import { OverlayView } from './OverlayView.tsx';
import { SideBySide } from './SideBySide.tsx';
import { useCompareKeys } from './use-compare-keys.ts';

export interface CompareViewProps {
  /** What may be compared, in the order of their numbers. */
  readonly panes: readonly Pane[];
  /** Those of them that stand in rows and columns. */
  readonly grids?: readonly PaneGrid[];
  /** What they are: "Variants". */
  readonly title: string;
  /** Where one comes from, where that is no tab. */
  readonly back?: PaneAction;
  /** What the contact sheet carries; undefined: nothing is there yet. */
  readonly document: Document | undefined;
  /** What to do while there are fewer than two. */
  readonly empty: string;
}

const limits = { min: 0.02, max: 64, fit: 4, bounded: true };

/** Pictures beside or over each other, under one pan and zoom. */
export function CompareView(props: CompareViewProps) {
  const { panes, grids = [], title, back, document, empty } = props;
  const wanted = useCompare((state) => state.mode);
  const grid = useCompare((state) => gridToShow(grids, state.grid));
  const mode = wanted === 'grid' && !grid ? 'two' : wanted;
  const chosen = useCompare((state) => state.chosen);
  const viewport = useMemo(() => new Viewport(limits), []);
  const ids = fillPlaces(
    placesOf(mode),
    chosen,
    panes.map(({ id }) => id),
  );
  const shown = ids.flatMap((id) => panes.find((pane) => pane.id === id) ?? []);
  useCompareKeys(panes, shown);
  const [first, second] = shown;
  return (
    <main className={styles.view} aria-label="Compare" tabIndex={-1}>
      <CompareRail panes={panes} title={title} back={back} shown={ids} />
      <div className={styles.content}>
        <CompareToolbar
          viewport={viewport}
          shown={ids}
          mode={mode}
          hasGrid={grid !== undefined}
          comparison={{ document, panes, grid: mode === 'grid' ? grid : undefined }}
        />
        {!first || !second ? (
          <p className={styles.empty}>{empty}</p>
        ) : mode === 'grid' && grid ? (
          <GridView grids={grids} grid={grid} panes={panes} shown={shown} viewport={viewport} />
        ) : mode === 'slider' || mode === 'onion' ? (
          <OverlayView mode={mode} panes={[first, second]} viewport={viewport} />
        ) : mode === 'difference' ? (
          <DifferenceView panes={[first, second]} viewport={viewport} />
        ) : (
          <>
            <SideBySide panes={shown} viewport={viewport} />
            {mode === 'two' && <DifferenceStrip panes={[first, second]} viewport={viewport} />}
          </>
        )}
      </div>
    </main>
  );
}
