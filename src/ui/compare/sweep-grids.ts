import type { Document, Sweep } from '../../graph/document.ts';
import { graphIndex } from '../../graph/graph-index.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/names.ts';
import { variantCell } from '../../graph/sweep.ts';
import { definitionOf } from '../document/node-hooks.ts';
import type { PaneAction } from '../panes/pane.ts';
import type { PaneGrid } from '../panes/pane-grid.ts';

/** The sweeps of a document as grids: the last parameter runs across, the one before it down. */
export function sweepGrids(
  document: Document,
  actionsFor: (sweep: Sweep) => readonly PaneAction[],
): readonly PaneGrid[] {
  return (document.sweeps ?? []).flatMap((sweep) => {
    const across = sweep.axes.at(-1);
    const down = sweep.axes.at(-2);
    if (!across) return [];
    const ids = new Map(
      document.variants
        .filter((variant) => variant.sweep === sweep.id)
        .map((variant) => [variantCell(document, variant)?.join(' '), variant.id]),
    );
    const cell = (...places: readonly number[]) => ids.get(places.join(' '));
    return {
      id: sweep.id,
      title: sweep.name,
      down: down && axisTitle(document, down),
      across: axisTitle(document, across),
      rows: down?.values.map(({ label }) => label) ?? [sweep.name],
      columns: across.values.map(({ label }) => label),
      cells: down
        ? down.values.map((_, row) => across.values.map((__, column) => cell(row, column)))
        : [across.values.map((_, column) => cell(column))],
      actions: actionsFor(sweep),
    };
  });
}

/** "Gradient Ascent: iterations" */
function axisTitle(document: Document, { node, param }: Sweep['axes'][number]): string {
  const at = graphIndex(document).nodes.get(node);
  if (!at) return param;
  const definition = definitionOf(at);
  return `${nodeTitle(at, definition)}: ${inSentence(partTitle(param, definition?.params[param]))}`;
}
