import type { CSSProperties } from 'react';
import { Button } from '../controls/Button.tsx';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { StateMark } from '../glyphs/StateMark.tsx';
import { Caption } from '../panes/Caption.tsx';
import { PaneStage } from '../panes/CompareStage.tsx';
import { choose, useCompare } from '../panes/compare-store.ts';
import { differingValues, letterOf, type Pane, type PaneGrid } from '../panes/pane.ts';
import type { Viewport } from '../results/viewport.ts';
import styles from './GridView.module.css';

export interface GridViewProps {
  readonly grids: readonly PaneGrid[];
  readonly grid: PaneGrid;
  readonly panes: readonly Pane[];
  /** By place: what the other ways to compare show. */
  readonly shown: readonly Pane[];
  readonly viewport: Viewport;
}

/** All pictures of a sweep at once, and below them the one that is chosen. */
export function GridView({ grids, grid, panes, shown, viewport }: GridViewProps) {
  const active = useCompare((state) => state.active);
  const chosen = shown[active];
  const byId = new Map(panes.map((pane) => [pane.id, pane]));
  // The viewport takes the size of pictures from the first that has one.
  const leader = grid.cells.flat().find((id) => id !== undefined && byId.get(id)?.source);
  return (
    <>
      <GridHead grids={grids} grid={grid} />
      <div className={styles.scroll}>
        <table
          className={styles.grid}
          aria-label={grid.title}
          style={{ '--columns': grid.columns.length, '--rows': grid.rows.length } as CSSProperties}
        >
          <thead>
            <tr>
              <td className={styles.corner} />
              {grid.columns.map((heading) => (
                <th key={heading} scope="col" className={styles.heading} title={heading}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((heading, row) => (
              <tr key={heading}>
                <th scope="row" className={styles.heading} title={heading}>
                  {grid.down ? heading : <span data-visually-hidden>{heading}</span>}
                </th>
                {grid.columns.map((column, at) => {
                  const id = grid.cells[row]?.[at];
                  return (
                    <td key={column} className={styles.cell}>
                      <GridCell
                        pane={id === undefined ? undefined : byId.get(id)}
                        shown={shown}
                        leads={id === leader}
                        viewport={viewport}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen && (
        <section aria-label={`Chosen: ${chosen.title}`}>
          <Caption pane={chosen} values={differingValues(shown)[active] ?? []} active />
        </section>
      )}
    </>
  );
}

/** Which sweep it is, what runs down and across, and what can be done with it. */
function GridHead({ grids, grid }: Pick<GridViewProps, 'grids' | 'grid'>) {
  return (
    <div className={styles.head}>
      {grids.length > 1 && (
        <div className={styles.which}>
          <ChoiceField
            label="Sweep"
            value={grid.id}
            options={grids.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(id) => useCompare.setState({ grid: id })}
          />
        </div>
      )}
      <p className={styles.axes}>
        {grid.down && (
          <>
            Down <b>{grid.down}</b>
          </>
        )}{' '}
        Across <b>{grid.across}</b>
      </p>
      <span className={styles.space} />
      {grid.actions.map(({ label, run, disabled = false }) => (
        <Button key={label} small look="quiet" disabled={disabled} onClick={run}>
          {label}
        </Button>
      ))}
    </div>
  );
}

export interface GridCellProps {
  /** Undefined: it was deleted, or has other values now. */
  readonly pane: Pane | undefined;
  /** By place. */
  readonly shown: readonly Pane[];
  readonly leads: boolean;
  readonly viewport: Viewport;
}

/** One picture of a grid. Going to it puts it into the active place. */
function GridCell({ pane, shown, leads, viewport }: GridCellProps) {
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
