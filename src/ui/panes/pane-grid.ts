import type { PaneAction } from './pane.ts';

/** Pictures in rows and columns, such as those of a sweep. */
export interface PaneGrid {
  readonly id: string;
  readonly title: string;
  /** What the rows stand for; a grid of one row has nothing to say there. */
  readonly down: string | undefined;
  /** What the columns stand for. */
  readonly across: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Ids of the pictures, row by row; undefined where one was deleted or changed. */
  readonly cells: readonly (readonly (string | undefined)[])[];
  /** What can be done with all of them. */
  readonly actions: readonly PaneAction[];
}

/** The one that was asked for, or else the newest. */
export function gridToShow(
  grids: readonly PaneGrid[],
  wanted: string | undefined,
): PaneGrid | undefined {
  return grids.find(({ id }) => id === wanted) ?? grids.at(-1);
}
