import type { Action } from '../actions/action.ts';
import { useLayout } from '../session/layout-store.ts';
import { openDialog } from '../session/session-store.ts';
import { toggleSplit } from './stage-store.ts';

export const stageActions: readonly Action[] = [
  {
    id: 'split',
    title: 'Split the picture: photo and dream',
    group: 'View',
    keys: ['S'],
    run: toggleSplit,
  },
  {
    id: 'full-screen',
    title: 'Full screen',
    group: 'View',
    keys: ['P'],
    run: () => openDialog({ kind: 'picture' }),
  },
  {
    id: 'fold-stage',
    title: 'Fold or open the Stage',
    group: 'View',
    keys: ['Shift+P'],
    run: () => useLayout.getState().place({ folded: !useLayout.getState().stage.folded }),
  },
];
