import type { Action } from '../actions/action.ts';
import { redo, undo, useDocument } from '../document/document-store.ts';
import {
  collapseNodes,
  perform,
  performTogether,
  resetParam,
  setNodeState,
} from '../document/edits.ts';
import { selectedItems, selectedNodes } from '../document/selection.ts';
import {
  copySelection,
  cutSelection,
  duplicateSelection,
  pasteFromClipboard,
} from '../files/clipboard.ts';
import { openDialog, select, useSession } from '../session/session-store.ts';

const hasSelection = () => useSession.getState().selection.size > 0;
const hasNodes = () => selectedNodes().length > 0;
const anySelected = () => hasSelection() || useSession.getState().selectedEdges.size > 0;

function remove(heal: boolean): void {
  const { selectedEdges } = useSession.getState();
  const items = selectedItems();
  perform({ type: 'remove', ...items, edges: [...selectedEdges], heal });
  select([]);
}

function toggle(state: 'bypassed' | 'muted'): void {
  const nodes = selectedNodes();
  const all = nodes.every((node) => node.state === state);
  setNodeState(
    nodes.map(({ id }) => id),
    all ? undefined : state,
  );
}

/** The one node or frame that is selected. */
function renamable(): string | undefined {
  const { nodes, frames } = selectedItems();
  const [only, ...others] = [...nodes, ...frames];
  return others.length === 0 ? only : undefined;
}

export const editActions: readonly Action[] = [
  {
    id: 'undo',
    title: 'Undo',
    group: 'Edit',
    keys: ['Mod+Z'],
    everywhere: true,
    enabled: () => useDocument.getState().history.past.length > 0,
    run: undo,
  },
  {
    id: 'redo',
    title: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    everywhere: true,
    enabled: () => useDocument.getState().history.future.length > 0,
    run: redo,
  },
  { id: 'cut', title: 'Cut', group: 'Edit', enabled: hasSelection, run: () => void cutSelection() },
  {
    id: 'copy',
    title: 'Copy',
    group: 'Edit',
    enabled: hasSelection,
    run: () => void copySelection(),
  },
  { id: 'paste', title: 'Paste', group: 'Edit', run: () => void pasteFromClipboard() },
  {
    id: 'duplicate',
    title: 'Duplicate',
    group: 'Edit',
    keys: ['Mod+D'],
    enabled: hasSelection,
    run: duplicateSelection,
  },
  {
    id: 'delete',
    title: 'Delete',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    enabled: anySelected,
    run: () => remove(false),
  },
  {
    id: 'delete-heal',
    title: 'Delete and join the wires',
    group: 'Edit',
    keys: ['Shift+Delete'],
    enabled: hasNodes,
    run: () => remove(true),
  },
  {
    id: 'select-all',
    title: 'Select all',
    group: 'Edit',
    keys: ['Mod+A'],
    run: () => {
      const { nodes, frames, notes } = useDocument.getState().document;
      select([...nodes, ...frames, ...notes].map(({ id }) => id));
    },
  },
  {
    id: 'find',
    title: 'Find in the graph…',
    group: 'Edit',
    keys: ['Mod+F'],
    enabled: () => useDocument.getState().document.nodes.length > 0,
    run: () => useSession.setState({ finding: true }),
  },
  {
    id: 'bypass',
    title: 'Bypass',
    group: 'Edit',
    keys: ['B'],
    enabled: hasNodes,
    run: () => toggle('bypassed'),
  },
  {
    id: 'mute',
    title: 'Mute',
    group: 'Edit',
    keys: ['M'],
    enabled: hasNodes,
    run: () => toggle('muted'),
  },
  {
    id: 'collapse',
    title: 'Collapse',
    group: 'Edit',
    keys: ['H'],
    enabled: hasNodes,
    run: () => {
      const nodes = selectedNodes();
      const ids = nodes.map(({ id }) => id);
      collapseNodes(
        ids,
        nodes.some(({ collapsed }) => !collapsed),
      );
    },
  },
  {
    id: 'natural-size',
    title: 'Natural size',
    group: 'Edit',
    enabled: () => selectedNodes().some(({ size }) => size !== undefined),
    run: () => {
      const resized = selectedNodes().filter(({ size }) => size !== undefined);
      performTogether(
        'Natural size',
        resized.map(({ id }) => ({ type: 'resize-node', node: id, size: null })),
      );
    },
  },
  {
    id: 'rename',
    title: 'Rename…',
    group: 'Edit',
    keys: ['F2'],
    enabled: () => renamable() !== undefined,
    run: () => useSession.setState({ renaming: renamable() }),
  },
  {
    id: 'reset-node',
    title: 'Reset all values',
    group: 'Edit',
    enabled: () => selectedNodes().length === 1,
    run: () => {
      const [node] = selectedNodes();
      if (node) resetParam(node.id);
    },
  },
  {
    id: 'connect',
    title: 'Connect…',
    group: 'Edit',
    keys: ['C'],
    enabled: hasNodes,
    run: () => {
      const [node] = selectedNodes();
      if (node) openDialog({ kind: 'connect', node: node.id });
    },
  },
];
