import type { Axis, Side } from '../../graph/layout/arrange.ts';
import type { Action } from '../actions/action.ts';
import { addFrame, addNote, addReroutes } from '../document/add-items.ts';
import { alignSelection, distributeSelection, tidyLayout } from '../document/align.ts';
import { useDocument } from '../document/document-store.ts';
import { selectedNodes } from '../document/selection.ts';
import { canvas, pointerPlace } from '../session/canvas-handle.ts';
import { openDialog, useSession } from '../session/session-store.ts';

export const addActions: readonly Action[] = [
  {
    id: 'add-node',
    title: 'Add node',
    group: 'Add',
    keys: ['Space', 'Tab'],
    run: () => {
      const screen = pointerPlace.get();
      openDialog({
        kind: 'palette',
        request: screen
          ? { screen, at: canvas().toCanvas(screen) }
          : { screen: canvas().middleOfScreen() },
      });
    },
  },
  { id: 'add-frame', title: 'Frame the selection', group: 'Add', keys: ['Mod+G'], run: addFrame },
  { id: 'add-note', title: 'Add a note', group: 'Add', keys: ['N'], run: addNote },
  {
    id: 'add-reroute',
    title: 'Put a Reroute on the wire',
    group: 'Add',
    keys: ['R'],
    enabled: () => useSession.getState().selectedEdges.size > 0,
    run: addReroutes,
  },
];

export const arrangeActions: readonly Action[] = [
  {
    id: 'tidy',
    title: 'Tidy the layout',
    group: 'Arrange',
    keys: ['Shift+A'],
    enabled: () => useDocument.getState().document.nodes.length > 0,
    run: () => void tidyLayout(),
  },
  aligning('left', 'Align left edges', 'Alt+A'),
  aligning('right', 'Align right edges', 'Alt+D'),
  aligning('top', 'Align top edges', 'Alt+W'),
  aligning('bottom', 'Align bottom edges', 'Alt+S'),
  aligning('middle', 'Align middles', 'Alt+V'),
  aligning('centre', 'Align centres', 'Alt+H'),
  distributing('horizontal', 'Distribute horizontally', 'Alt+Shift+H'),
  distributing('vertical', 'Distribute vertically', 'Alt+Shift+V'),
];

function aligning(side: Side, title: string, keys: string): Action {
  return {
    id: `align-${side}`,
    title,
    group: 'Arrange',
    keys: [keys],
    enabled: () => selectedNodes().length > 1,
    run: () => alignSelection(side),
  };
}

function distributing(axis: Axis, title: string, keys: string): Action {
  return {
    id: `distribute-${axis}`,
    title,
    group: 'Arrange',
    keys: [keys],
    enabled: () => selectedNodes().length > 2,
    run: () => distributeSelection(axis),
  };
}
