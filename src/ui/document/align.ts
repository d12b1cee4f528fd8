import { delayedWires } from '../../graph/connections/delays.ts';
import { type Axis, align, distribute, type Side } from '../../graph/layout/arrange.ts';
import type { Sizes } from '../../graph/layout/boxes.ts';
import { catalog } from '../../nodes/catalog.ts';
import { canvas } from '../session/canvas-handle.ts';
import { useDocument } from './document-store.ts';
import { perform } from './edits.ts';
import { selectedItems, selectedNodes } from './selection.ts';

export function alignSelection(side: Side): void {
  perform(align(useDocument.getState().document, selectedItems().nodes, side, measuredSizes()));
}

export function distributeSelection(axis: Axis): void {
  perform(
    distribute(useDocument.getState().document, selectedItems().nodes, axis, measuredSizes()),
  );
}

/** Lays out the selected nodes, or all of them. dagre is large, so it is fetched when it is wanted. */
export async function tidyLayout(): Promise<void> {
  const { tidy } = await import('../../graph/layout/layout.ts');
  const nodes = selectedNodes().map(({ id }) => id);
  const { document } = useDocument.getState();
  const back = delayedWires(document, catalog);
  const options = { sizes: measuredSizes(), back, ...(nodes.length > 1 && { nodes }) };
  perform(tidy(document, options));
  if (nodes.length < 2) requestAnimationFrame(() => canvas().fit());
}

/** The sizes of everything on the canvas that has been drawn. */
export function measuredSizes(): Sizes {
  const { nodes, notes } = useDocument.getState().document;
  return Object.fromEntries(
    [...nodes, ...notes].flatMap(({ id }) => {
      const size = canvas().sizeOf(id);
      return size ? [[id, size]] : [];
    }),
  );
}
