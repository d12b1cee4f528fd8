import { showVariant, useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { nextNode, type Way } from '../document/next-node.ts';
import { selectedItems } from '../document/selection.ts';
import { isOnCanvas } from '../kit/keys.ts';
import { cancelWaiting } from '../session/cancellable.ts';
import { focusNode } from '../session/canvas-handle.ts';
import { select, useSession, useView } from '../session/session-store.ts';

const ways: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Arrow keys on the canvas follow wires, with Shift they move what is selected; Enter goes into a node. */
export function navigateByKeyboard(event: KeyboardEvent): boolean {
  if (useView.getState().view !== 'edit' || !isOnCanvas(event.target)) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const way = ways[event.key];
  if (way === undefined) return event.key === 'Enter' && enterNode(event);
  event.preventDefault();
  if (event.shiftKey) nudge(way);
  else step(way);
  return true;
}

function step(way: Way): void {
  const { document } = useDocument.getState();
  const current = [...useSession.getState().selection].at(-1);
  const next = nextNode(document, current, way);
  if (next === undefined) return;
  select([next]);
  focusNode(next);
}

const grid = 20;

function nudge(way: Way): void {
  const { nodes, frames, notes } = useDocument.getState().document;
  const chosen = selectedItems();
  const dx = way === 'left' ? -grid : way === 'right' ? grid : 0;
  const dy = way === 'up' ? -grid : way === 'down' ? grid : 0;
  const moved = (
    items: readonly { readonly id: string; readonly position: { x: number; y: number } }[],
    ids: readonly string[],
  ) =>
    Object.fromEntries(
      items
        .filter(({ id }) => ids.includes(id))
        .map(({ id, position }) => [id, { x: position.x + dx, y: position.y + dy }]),
    );
  const places = {
    nodes: moved(nodes, chosen.nodes),
    frames: moved(frames, chosen.frames),
    notes: moved(notes, chosen.notes),
  };
  if (chosen.nodes.length + chosen.frames.length + chosen.notes.length === 0) return;
  perform({ type: 'move', ...places }, { gesture: 'nudge' });
}

/** To the values of the node that has the focus. */
function enterNode(event: KeyboardEvent): boolean {
  const node = event.target instanceof Element && event.target.closest('.react-flow__node');
  if (!node) return false;
  const id = node.getAttribute('data-id');
  if (id) select([id]);
  const first = node.querySelector<HTMLElement>(
    '[role="slider"], [data-params] button, [data-params] select, [data-params] input, textarea',
  );
  if (!first) return false;
  event.preventDefault();
  first.focus();
  return true;
}

/** Escape cancels the innermost thing: a menu, an opening, a value, a message, the selection, the variant. Never a run. */
export function cancelInnermost(): void {
  const { wire, notice, contextMenu, finding, selection, selectedEdges } = useSession.getState();
  const { variant } = useDocument.getState();
  if (wire) return;
  const around = nodeAround(document.activeElement);
  if (contextMenu) useSession.setState({ contextMenu: undefined });
  else if (cancelWaiting()) return;
  else if (around) around.focus();
  else if (notice?.tone === 'alert') useSession.setState({ notice: undefined });
  else if (finding) useSession.setState({ finding: false });
  else if (selection.size + selectedEdges.size > 0) select([]);
  else if (variant !== undefined) showVariant(undefined);
}

/** The node in which a value has the focus: one leaves the value first. */
function nodeAround(focused: Element | null): HTMLElement | undefined {
  const node = focused?.closest<HTMLElement>('.react-flow__node');
  return node && node !== focused ? node : undefined;
}

/** Where F6 leads, in order. */
const regions = [
  'header',
  'nav',
  '[data-canvas]',
  '[data-strip]',
  '[data-page]',
  '[data-stage]',
  'aside',
] as const;

/** Moves the focus to the next region of the editor; with Shift to the one before. */
export function jumpRegion(event: KeyboardEvent): void {
  event.preventDefault();
  const present = regions.flatMap((selector) => {
    const element = document.querySelector<HTMLElement>(`#root ${selector}`);
    return element?.checkVisibility({ visibilityProperty: true }) ? [element] : [];
  });
  const at = present.findIndex((element) => element.contains(document.activeElement));
  const step = event.shiftKey ? -1 : 1;
  const next = present.at((at + step + present.length) % present.length);
  if (!next) return;
  if (next.hasAttribute('data-canvas')) next.focus();
  else next.querySelector<HTMLElement>('button:enabled, [tabindex="0"], input')?.focus();
}
