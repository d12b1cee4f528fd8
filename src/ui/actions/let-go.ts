import { select, usePassing } from '../passing/passing-store.ts';
import { stopRun } from '../run/runner.ts';

/** Lets go, innermost first; with nothing to let go of, it stops the run. */
export function letGo(): void {
  const { wire, notice, contextMenu, selection, selectedEdges } = usePassing.getState();
  if (wire) return;
  if (contextMenu) usePassing.setState({ contextMenu: undefined });
  else if (notice?.tone === 'alert') usePassing.setState({ notice: undefined });
  else if (selection.size + selectedEdges.size > 0) select([]);
  else stopRun();
}
