import type { Action } from '../actions/action.ts';
import { newDocument } from '../files/documents.ts';
import { chooseGraphFile } from '../files/open-graph.ts';
import { saveGraph, saveGraphAs } from '../files/save-graph.ts';
import { copyShareLink } from '../files/share-link.ts';
import { openDialog } from '../session/session-store.ts';

export const fileActions: readonly Action[] = [
  {
    id: 'presets',
    title: 'Presets',
    group: 'File',
    keys: ['Mod+Shift+P'],
    run: () => openDialog({ kind: 'presets' }),
  },
  { id: 'open', title: 'Open', group: 'File', keys: ['Mod+O'], run: () => void chooseGraphFile() },
  { id: 'save', title: 'Save', group: 'File', keys: ['Mod+S'], run: () => void saveGraph() },
  {
    id: 'save-as',
    title: 'Save as another file…',
    group: 'File',
    keys: ['Mod+Shift+S'],
    run: () => void saveGraphAs(),
  },
  {
    id: 'save-with-pictures',
    title: 'Save with its pictures inside…',
    group: 'File',
    run: () => openDialog({ kind: 'with-pictures' }),
  },
  {
    id: 'folder',
    title: 'Keep in a folder too…',
    group: 'File',
    run: () => openDialog({ kind: 'folder' }),
  },
  { id: 'new', title: 'New graph', group: 'File', run: () => void newDocument() },
  {
    id: 'share',
    title: 'Copy a link to this graph',
    group: 'File',
    run: () => void copyShareLink(),
  },
  {
    id: 'networks',
    title: 'Networks',
    group: 'File',
    run: () => openDialog({ kind: 'networks' }),
  },
  {
    id: 'versions',
    title: 'Earlier versions',
    group: 'File',
    run: () => openDialog({ kind: 'versions' }),
  },
  {
    id: 'documents',
    title: 'Graphs in this browser',
    group: 'File',
    run: () => openDialog({ kind: 'documents' }),
  },
];
