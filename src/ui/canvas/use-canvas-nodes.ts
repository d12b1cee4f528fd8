import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useDocument } from '../document/document-store.ts';
import { placeItems } from '../document/place-items.ts';
import { select, usePassing } from '../passing/passing-store.ts';
import { canvas } from './canvas-api.ts';
import { type FlowEdge, flowEdges } from './flow-edges.ts';
import { type FlowNode, flowNodes } from './flow-nodes.ts';
import { withFrameMembers } from './frame-drag.ts';

function calm(): void {
  canvas.setDragging(true);
}

/**
 * Keeps React Flow's nodes in step with the document. Positions are React Flow's only while a drag
 * lasts; where it ends becomes one step of history.
 */
export function useCanvasNodes() {
  const document = useDocument((state) => state.document);
  const selection = usePassing((state) => state.selection);
  const selectedEdges = usePassing((state) => state.selectedEdges);
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
    const picked = changes.filter((change) => change.type === 'select');
    if (picked.length > 0) {
      const next = new Set(usePassing.getState().selection);
      for (const { id, selected } of picked) {
        if (selected) next.add(id);
        else next.delete(id);
      }
      usePassing.setState({ selection: next });
    }
    const others = changes.filter(({ type }) => type === 'position' || type === 'dimensions');
    if (others.length === 0) return;
    const { document: current } = useDocument.getState();
    setNodes((previous) => applyNodeChanges(withFrameMembers(others, previous, current), previous));
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const picked = changes.filter((change) => change.type === 'select');
    if (picked.length === 0) return;
    const next = new Set(usePassing.getState().selectedEdges);
    for (const { id, selected } of picked) {
      if (selected) next.add(id);
      else next.delete(id);
    }
    usePassing.setState({ selectedEdges: next });
  }, []);

  const settle = useCallback((_event: unknown, ...rest: unknown[]) => {
    canvas.setDragging(false);
    const dragged = new Set((rest.at(-1) as readonly FlowNode[]).map(({ id }) => id));
    placeItems(
      latest.current.map(({ id, position, measured }) => ({
        id,
        position,
        size: { width: measured?.width ?? 0, height: measured?.height ?? 0 },
        dragged: dragged.has(id),
      })),
    );
  }, []);

  return {
    nodes,
    edges,
    onNodesChange,
    onEdgesChange,
    onNodeDragStart: calm,
    onSelectionDragStart: calm,
    onNodeDragStop: settle,
    onSelectionDragStop: settle,
    onPaneClick: useCallback(() => select([]), []),
  };
}
