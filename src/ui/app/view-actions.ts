import type { Action } from '../actions/action.ts';
import { selectedItems } from '../document/selection.ts';
import { shapeOf } from '../kit/shape.ts';
import { toggleTheme } from '../kit/theme.ts';
import { canvas } from '../session/canvas-handle.ts';
import { useLayout } from '../session/layout-store.ts';
import { openDialog, showView, useSession } from '../session/session-store.ts';

/** The inspector where it stands in a window of this size. */
function inspectorPanel(): 'inspector' | 'values' {
  const low = shapeOf({ width: window.innerWidth, height: window.innerHeight }) === 'low';
  return low ? 'values' : 'inspector';
}

/** The outline is a page of the inspector, which comes with it. */
function toggleOutline(): void {
  const { open, toggle } = useLayout.getState();
  const panel = inspectorPanel();
  const shown = open.outline && open[panel];
  if (!open[panel]) toggle(panel);
  if (open.outline === shown) toggle('outline');
}

export const viewActions: readonly Action[] = [
  {
    id: 'edit',
    title: 'Edit',
    group: 'View',
    keys: ['Shift+E'],
    everywhere: true,
    run: () => showView('edit'),
  },
  {
    id: 'history',
    title: 'History',
    group: 'View',
    keys: ['Shift+H'],
    everywhere: true,
    run: () => showView('history'),
  },
  {
    id: 'zoom-in',
    title: 'Zoom in',
    group: 'View',
    keys: ['Mod+=', 'Mod++'],
    run: () => canvas().zoomBy(1.25),
  },
  {
    id: 'zoom-out',
    title: 'Zoom out',
    group: 'View',
    keys: ['Mod+-'],
    run: () => canvas().zoomBy(0.8),
  },
  {
    id: 'zoom-100',
    title: 'Zoom to 100 %',
    group: 'View',
    keys: ['Mod+0'],
    run: () => canvas().zoomTo(1),
  },
  {
    id: 'fit',
    title: 'Zoom to fit',
    group: 'View',
    keys: ['F', 'Home'],
    run: () => canvas().fit(),
  },
  {
    id: 'fit-selection',
    title: 'Zoom to the selection',
    group: 'View',
    keys: ['Shift+F'],
    enabled: () => useSession.getState().selection.size > 0,
    run: () => {
      const { nodes, frames, notes } = selectedItems();
      canvas().fit([...nodes, ...frames, ...notes]);
    },
  },
  {
    id: 'outline',
    title: 'Show or hide the outline',
    group: 'View',
    keys: ['O'],
    run: toggleOutline,
  },
  {
    id: 'library',
    title: 'Show or hide the library',
    group: 'View',
    keys: ['Shift+L'],
    run: () => useLayout.getState().toggle('library'),
  },
  {
    id: 'inspector',
    title: 'Show or hide the inspector',
    group: 'View',
    keys: ['Shift+I'],
    run: () => useLayout.getState().toggle(inspectorPanel()),
  },
  {
    id: 'strip',
    title: 'Show or hide the variants',
    group: 'View',
    keys: ['Shift+V'],
    run: () => useLayout.getState().toggle('strip'),
  },
  {
    id: 'minimap',
    title: 'Show or hide the minimap',
    group: 'View',
    keys: ['Shift+M'],
    run: () => useLayout.getState().toggle('minimap'),
  },
  {
    id: 'snap',
    title: 'Toggle snapping to the grid',
    group: 'View',
    keys: ['Shift+G'],
    run: () => useSession.setState(({ snap }) => ({ snap: !snap })),
  },
  {
    id: 'theme',
    title: 'Switch between dark and light',
    group: 'View',
    keys: ['Shift+T'],
    everywhere: true,
    run: toggleTheme,
  },
  {
    id: 'commands',
    title: 'Command palette',
    group: 'Help',
    keys: ['Mod+K'],
    run: () => openDialog({ kind: 'commands' }),
  },
  {
    id: 'shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    keys: ['?'],
    run: () => openDialog({ kind: 'shortcuts' }),
  },
];
