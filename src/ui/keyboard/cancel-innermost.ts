import { stopRun } from '../run/runner.ts';
import { select, useSession } from '../session/session-store.ts';

/** Lets go, innermost first; with nothing to let go of, it stops the run. */
export function cancelInnermost(): void {
  const { wire, notice, contextMenu, selection, selectedEdges } = useSession.getState();
  if (wire) return;
  const around = nodeAround(document.activeElement);
  if (contextMenu) useSession.setState({ contextMenu: undefined });
  else if (around) around.focus();
  else if (notice?.tone === 'alert') useSession.setState({ notice: undefined });
  else if (selection.size + selectedEdges.size > 0) select([]);
  else stopRun();
}

/** The node in which a value has the focus: one leaves the value first. */
function nodeAround(focused: Element | null): HTMLElement | undefined {
  const node = focused?.closest<HTMLElement>('.react-flow__node');
  return node && node !== focused ? node : undefined;
}
