import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { copyFragment, upperLeft } from '../../graph/commands/fragment.ts';
import { useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { sayWhyNotOnWire } from '../document/insert-on-wire.ts';
import { type Placed, placeItems } from '../document/place-items.ts';
import { itemsOf } from '../document/selection.ts';
import { routeAll, wireForNode } from '../document/wire-geometry.ts';
import { canvasGesture } from '../session/canvas-gesture.ts';
import { canvas } from '../session/canvas-handle.ts';
import { select, useSession } from '../session/session-store.ts';
import { type FlowEdge, flowEdges } from './flow-edges.ts';
import { type FlowNode, flowNodes, growFrames } from './flow-nodes.ts';
import { withFrameMembers } from './frame-drag.ts';

function startDrag(): void {
  canvas().setDragging(true);
  canvasGesture.begin();
}

/** What a cancelled drag reports of places and sizes; what was measured still counts. */
function isOfDrag(change: NodeChange<FlowNode>): boolean {
  return (
    change.type === 'position' || (change.type === 'dimensions' && change.resizing !== undefined)
  );
}

/** A node without wires that is dragged over a wire would go onto it: the wire says so. */
function markWireUnder(dragged: readonly FlowNode[]): void {
  if (canvasGesture.isCancelled()) return;
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

/** The ids that are selected once React Flow has changed some; undefined when it changed none. */
function newlySelected(
  selected: ReadonlySet<string>,
  changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[],
): ReadonlySet<string> | undefined {
  const selections = changes.filter((change) => change.type === 'select');
  if (selections.length === 0) return undefined;
  const next = new Set(selected);
  for (const change of selections) {
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  return next;
}

function selectEdges(changes: readonly EdgeChange<FlowEdge>[]): void {
  const selectedEdges = newlySelected(useSession.getState().selectedEdges, changes);
  if (selectedEdges) useSession.setState({ selectedEdges });
}

/**
 * Keeps React Flow's nodes in step with the document. Positions are React Flow's only while a drag
 * lasts; where it ends becomes one step of history.
 */
export function useCanvasNodes() {
  const [nodes, setNodes] = useFlowNodes();
  const latest = useRef(nodes);
  useEffect(() => {
    latest.current = nodes;
  }, [nodes]);
  const handlers = useMemo(() => {
    const putBack = () => {
      const { document } = useDocument.getState();
      useSession.setState({ target: undefined });
      setNodes((previous) => flowNodes(document, useSession.getState().selection, previous));
    };
    canvasGesture.onCancel(putBack);
    const settle = (event: { readonly altKey?: boolean }, ...rest: unknown[]) => {
      canvas().setDragging(false);
      if (canvasGesture.end()) return;
      const { target: wire } = useSession.getState();
      useSession.setState({ target: undefined });
      const dragged = new Set((rest.at(-1) as readonly FlowNode[]).map(({ id }) => id));
      if (!event.altKey) {
        placeItems(placedItems(latest.current, dragged), wire);
        if (!wire && dragged.size === 1) for (const id of dragged) sayWhyNotOnWire(id);
        return;
      }
      leaveCopies(dragged);
      // What was dragged goes back to where it was.
      putBack();
    };
    return {
      onNodesChange: (changes: NodeChange<FlowNode>[]) => {
        const selection = newlySelected(useSession.getState().selection, changes);
        if (selection) useSession.setState({ selection });
        const others = changes.filter(
          (change) =>
            (change.type === 'position' || change.type === 'dimensions') &&
            !(canvasGesture.isCancelled() && isOfDrag(change)),
        );
        if (others.length === 0) return;
        const { document } = useDocument.getState();
        const measured = others.some(({ type }) => type === 'dimensions');
        setNodes((old) => {
          const changed = applyNodeChanges(withFrameMembers(others, old, document), old);
          return measured ? growFrames(changed, document) : changed;
        });
      },
      onEdgesChange: selectEdges,
      onNodeDrag: (_event: unknown, _node: unknown, dragged: readonly FlowNode[]) =>
        markWireUnder(dragged),
      onNodeDragStart: startDrag,
      onSelectionDragStart: startDrag,
      onNodeDragStop: settle,
      onSelectionDragStop: settle,
      onPaneClick: () => select([]),
    };
  }, [setNodes]);
  const edges = useFlowEdges();
  useRoutesWhenStill(nodes, edges);
  return { nodes, edges, ...handlers };
}

/** Milliseconds without a change after which wires find their ways around what lies there now. */
const stillness = 60;

function useRoutesWhenStill(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of these may bar a way
  useEffect(() => {
    const timer = setTimeout(routeAll, stillness);
    return () => clearTimeout(timer);
  }, [nodes, edges]);
}

function useFlowNodes() {
  const document = useDocument((state) => state.document);
  const selection = useSession((state) => state.selection);
  const [nodes, setNodes] = useState<FlowNode[]>([]);
  useLayoutEffect(() => {
    setNodes((previous) => flowNodes(document, selection, previous));
  }, [document, selection]);
  return [nodes, setNodes] as const;
}

function useFlowEdges(): FlowEdge[] {
  const document = useDocument((state) => state.document);
  const selected = useSession((state) => state.selectedEdges);
  const before = useRef<FlowEdge[]>([]);
  return useMemo(() => {
    before.current = flowEdges(document, selected, before.current);
    return before.current;
  }, [document, selected]);
}

function placedItems(nodes: readonly FlowNode[], dragged: ReadonlySet<string>): readonly Placed[] {
  return nodes.map(({ id, position, measured }) => ({
    id,
    position,
    size: { width: measured?.width ?? 0, height: measured?.height ?? 0 },
    dragged: dragged.has(id),
  }));
}
