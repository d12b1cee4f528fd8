import type { Action } from '../actions/action.ts';
import { addFrame, addNote, addReroutes } from '../document/add.ts';
import { canvas } from '../session/canvas-api.ts';
import { pointerPlace } from '../session/pointer-place.ts';
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
          ? { screen, at: canvas.toCanvas(screen) }
          : { screen: canvas.middleOfScreen() },
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
