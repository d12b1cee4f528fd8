import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { copyFragment, upperLeft } from '../../graph/commands/fragment.ts';
import { useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { placeItems } from '../document/place-items.ts';
import { itemsOf } from '../document/selection.ts';
import { wireForNode } from '../document/wire-geometry.ts';
import { canvas } from '../session/canvas-handle.ts';
import { select, useSession } from '../session/session-store.ts';
import { type FlowEdge, flowEdges } from './flow-edges.ts';
import { type FlowNode, flowNodes } from './flow-nodes.ts';
import { withFrameMembers } from './frame-drag.ts';

function calm(): void {
  canvas().setDragging(true);
}

/** A node without wires that is dragged over a wire would go onto it: the wire says so. */
function lookForWire(dragged: readonly FlowNode[]): void {
  const [only] = dragged.length === 1 ? dragged : [];
  const target = only && wireForNode(only.id);
  if (target !== useSession.getState().target) useSession.setState({ target });
}

/** Where the selection was dragged to with Alt, a copy of it is put. */
function leaveCopies(dragged: ReadonlySet<string>): void {
  const { document } = useDocument.getState();
  const items = itemsOf(dragged);
  const fragment = copyFragment(document, items);
  const first = [...items.nodes, ...items.notes, ...items.frames][0];
  const item = [...document.nodes, ...document.notes, ...document.frames].find(
    ({ id }) => id === first,
  );
  const now = first === undefined ? undefined : canvas().placeOf(first);
  if (!item || !now) return;
  const corner = upperLeft(fragment);
  const at = {
    x: Math.round(corner.x + now.x - item.position.x),
    y: Math.round(corner.y + now.y - item.position.y),
  };
  select(perform({ type: 'paste', fragment, at, keepInputs: true, label: 'Duplicate' }));
}

/**
 * Keeps React Flow's nodes in step with the document. Positions are React Flow's only while a drag
 * lasts; where it ends becomes one step of history.
 */
export function useCanvasNodes() {
  const document = useDocument((state) => state.document);
  const selection = useSession((state) => state.selection);
  const selectedEdges = useSession((state) => state.selectedEdges);
  const [nodes, setNodes] = useState<FlowNode[]>([]);
  const before = useRef<FlowEdge[]>([]);
  const edges = useMemo(() => {
    before.current = flowEdges(document, selectedEdges, before.current);
    return before.current;
  }, [document, selectedEdges]);

  useLayoutEffect(() => {
    setNodes((previous) => flowNodes(document, selection, previous));
  }, [document, selection]);

  const latest = useRef(nodes);
  useEffect(() => {
    latest.current = nodes;
  }, [nodes]);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const selections = changes.filter((change) => change.type === 'select');
    if (selections.length > 0) {
      const next = new Set(useSession.getState().selection);
      for (const { id, selected } of selections) {
        if (selected) next.add(id);
        else next.delete(id);
      }
      useSession.setState({ selection: next });
    }
    const others = changes.filter(({ type }) => type === 'position' || type === 'dimensions');
    if (others.length === 0) return;
    const { document: current } = useDocument.getState();
    setNodes((previous) => applyNodeChanges(withFrameMembers(others, previous, current), previous));
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const selections = changes.filter((change) => change.type === 'select');
    if (selections.length === 0) return;
    const next = new Set(useSession.getState().selectedEdges);
    for (const { id, selected } of selections) {
      if (selected) next.add(id);
      else next.delete(id);
    }
    useSession.setState({ selectedEdges: next });
  }, []);

  const settle = useCallback((event: { readonly altKey?: boolean }, ...rest: unknown[]) => {
    canvas().setDragging(false);
    const { target: wire } = useSession.getState();
    useSession.setState({ target: undefined });
    const dragged = new Set((rest.at(-1) as readonly FlowNode[]).map(({ id }) => id));
    if (event.altKey) {
      leaveCopies(dragged);
      // What was dragged goes back to where it was.
      setNodes((previous) =>
        flowNodes(useDocument.getState().document, useSession.getState().selection, previous),
      );
      return;
    }
    placeItems(
      latest.current.map(({ id, position, measured }) => ({
        id,
        position,
        size: { width: measured?.width ?? 0, height: measured?.height ?? 0 },
        dragged: dragged.has(id),
      })),
      wire,
    );
  }, []);

  return {
    nodes,
    edges,
    onNodesChange,
    onEdgesChange,
    onNodeDrag: useCallback(
      (_event: unknown, _node: unknown, dragged: readonly FlowNode[]) => lookForWire(dragged),
      [],
    ),
    onNodeDragStart: calm,
    onSelectionDragStart: calm,
    onNodeDragStop: settle,
    onSelectionDragStop: settle,
    onPaneClick: useCallback(() => select([]), []),
  };
}
