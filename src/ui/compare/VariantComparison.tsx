import { useDocument } from '../document/document-store.ts';
import { useRun } from '../run/run-store.ts';
import { deleteSweep, runSweep } from '../sweep/sweep-edits.ts';
import { CompareView } from './CompareView.tsx';
import { sweepGrids, usePanes } from './variant-panes.ts';

/** The graph and its variants beside each other, or the dream and its photo; sweeps in rows and columns. */
export function VariantComparison() {
  const panes = usePanes();
  const document = useDocument((state) => state.document);
  const running = useRun(({ current }) => current !== undefined);
  const grids = sweepGrids(document, ({ id }) => [
    { label: 'Run the sweep', run: () => runSweep(id), disabled: running },
    { label: 'Delete the sweep', run: () => deleteSweep(id) },
  ]);
  return (
    <CompareView
      panes={panes}
      grids={grids}
      title={document.variants.length > 0 ? 'Variants' : 'Photo and dream'}
      document={document}
      empty="Make a variant to compare it with the graph."
    />
  );
}
