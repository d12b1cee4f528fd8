import type { Action } from '../actions/action.ts';
import { useDocument } from '../document/document-store.ts';
import { selectedNodes } from '../document/selection.ts';
import { setLive, useRunSettings } from './run-settings.ts';
import { useRun } from './run-store.ts';
import { renderRange, runAnew, startRun, stopAndKeep, stopRun } from './runner.ts';
import { clearCaches, worker } from './worker.ts';

const isRunning = () => useRun.getState().current !== undefined;

export const runActions: readonly Action[] = [
  {
    id: 'run',
    title: 'Run',
    group: 'Run',
    keys: ['Mod+Enter'],
    enabled: () => useDocument.getState().document.nodes.length > 0,
    run: () => void renderRange(),
  },
  {
    id: 'run-here',
    title: 'Run to here',
    group: 'Run',
    keys: ['Mod+Shift+Enter'],
    enabled: () => selectedNodes().length > 0,
    run: () => void startRun(selectedNodes().map(({ id }) => id)),
  },
  {
    id: 'run-anew',
    title: 'Run again from nothing',
    group: 'Run',
    enabled: () => useDocument.getState().document.nodes.length > 0,
    run: () => void runAnew(),
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
    id: 'live',
    title: 'Run cheap changes at once, or not (Live)',
    group: 'Run',
    keys: ['L'],
    run: () => setLive(!useRunSettings.getState().live),
  },
  {
    id: 'clear-cache',
    title: 'Clear cache',
    group: 'Run',
    enabled: () => !isRunning(),
    run: () => void clearCaches(),
  },
  {
    id: 'restart-worker',
    title: 'Restart worker',
    group: 'Run',
    run: () => void worker().restart(),
  },
];
