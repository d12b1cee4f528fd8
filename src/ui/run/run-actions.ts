import type { Action } from '../actions/action.ts';
import { useDocument } from '../document/document-store.ts';
import { selectedNodes } from '../document/selection.ts';
import { useRun } from './run-store.ts';
import { startRun, stopAndKeep, stopRun } from './runner.ts';
import { worker } from './worker.ts';

const isRunning = () => useRun.getState().current !== undefined;

export const runActions: readonly Action[] = [
  {
    id: 'run',
    title: 'Run',
    group: 'Run',
    keys: ['Mod+Enter'],
    enabled: () => !isRunning() && useDocument.getState().document.nodes.length > 0,
    run: () => void startRun(),
  },
  {
    id: 'run-here',
    title: 'Run to here',
    group: 'Run',
    keys: ['Mod+Shift+Enter'],
    enabled: () => !isRunning() && selectedNodes().length > 0,
    run: () => void startRun(selectedNodes().map(({ id }) => id)),
  },
  {
    id: 'stop',
    title: 'Stop',
    group: 'Run',
    keys: ['Mod+.'],
    enabled: isRunning,
    run: stopRun,
  },
  {
    id: 'stop-and-keep',
    title: 'Stop and keep this',
    group: 'Run',
    enabled: isRunning,
    run: () => stopAndKeep(),
  },
  {
    id: 'clear-cache',
    title: 'Clear cache',
    group: 'Run',
    enabled: () => !isRunning(),
    run: () => void worker().clearCache(),
  },
  {
    id: 'restart-worker',
    title: 'Restart worker',
    group: 'Run',
    run: () => void worker().restart(),
  },
];
