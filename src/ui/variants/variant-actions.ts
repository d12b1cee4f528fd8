import type { Action } from '../actions/action.ts';
import { showVariant, useDocument } from '../document/document-store.ts';
import { applyVariant, makeVariant, resetVariant, stepVariant } from '../document/variant-edits.ts';
import { runVariants } from '../run/runner.ts';
import { openDialog } from '../session/session-store.ts';

const variants = () => useDocument.getState().document.variants;
const hasVariants = () => variants().length > 0;

export const variantActions: readonly Action[] = [
  {
    id: 'make-variant',
    title: 'Make a variant',
    group: 'Variants',
    keys: ['V'],
    enabled: () => useDocument.getState().document.nodes.length > 0,
    run: makeVariant,
  },
  {
    id: 'sweep',
    title: 'Sweep',
    group: 'Variants',
    enabled: () => useDocument.getState().document.nodes.length > 0,
    run: () => openDialog({ kind: 'sweep' }),
  },
  {
    id: 'run-all',
    title: 'Run all variants',
    group: 'Variants',
    keys: ['Mod+Alt+Enter'],
    enabled: hasVariants,
    run: () => void runVariants([undefined, ...variants().map(({ id }) => id)]),
  },
  {
    id: 'next-variant',
    title: 'Show the next variant',
    group: 'Variants',
    keys: [']'],
    enabled: hasVariants,
    run: () => stepVariant(1),
  },
  {
    id: 'previous-variant',
    title: 'Show the previous variant',
    group: 'Variants',
    keys: ['['],
    enabled: hasVariants,
    run: () => stepVariant(-1),
  },
  {
    id: 'use-variant',
    title: 'Write the variant into the graph',
    group: 'Variants',
    enabled: () => useDocument.getState().variant !== undefined,
    run: () => {
      const { variant } = useDocument.getState();
      if (variant !== undefined) applyVariant(variant);
    },
  },
  {
    id: 'reset-variant',
    title: "Reset the variant to the graph's values",
    group: 'Variants',
    enabled: () => useDocument.getState().variant !== undefined,
    run: resetVariant,
  },
  {
    id: 'back-to-graph',
    title: 'Back to the graph',
    group: 'Variants',
    enabled: () => useDocument.getState().variant !== undefined,
    run: () => showVariant(undefined),
  },
];
