import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeTypes,
  type NodeTypes,
  PanOnScrollMode,
  ReactFlow,
  type ReactFlowProps,
  SelectionMode,
} from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDocument } from '../document/document-store.ts';
import { useMedia } from '../kit/use-media.ts';
import { NodeView } from '../node/NodeView.tsx';
import { mountCanvas, unmountCanvas } from '../session/canvas-handle.ts';
import { loadForTyping } from '../session/load-later.tsx';
import { useSession } from '../session/session-store.ts';
import styles from './Canvas.module.css';
import { CanvasCorner, ZoomDetail } from './CanvasCorner.tsx';
import { createCanvasHandle, zoomRange } from './create-canvas-handle.ts';
import { FrameView } from './FrameView.tsx';
import type { FlowEdge } from './flow-edges.ts';
import type { FlowNode } from './flow-nodes.ts';
import { NoteView } from './NoteView.tsx';
import { RerouteView } from './RerouteView.tsx';
import { SelectionBox } from './SelectionBox.tsx';
import { useCanvasNodes } from './use-canvas-nodes.ts';
import { useCanvasPointer } from './use-canvas-pointer.ts';
import { useConnecting } from './use-connecting.ts';
import { LooseWire, WireEdge } from './WireEdge.tsx';
import { WireReason } from './WireReason.tsx';

const nodeTypes: NodeTypes = {
  node: NodeView,
  reroute: RerouteView,
  frame: FrameView,
  note: NoteView,
};
const edgeTypes: EdgeTypes = { wire: WireEdge };

const FindPanel = loadForTyping(
  async () => (await import('../palette/FindPanel.tsx')).FindPanel,
  () => useSession.setState({ finding: false }),
);

/** The settings of React Flow that never change. */
const behaviour = {
  connectionLineComponent: LooseWire,
  connectionMode: ConnectionMode.Strict,
  connectionRadius: 24,
  connectOnClick: false,
  snapGrid: [20, 20],
  minZoom: zoomRange.min,
  maxZoom: zoomRange.max,
  zoomOnDoubleClick: false,
  panOnScrollMode: PanOnScrollMode.Free,
  selectionMode: SelectionMode.Partial,
  // The middle button pans, the left one with Space too; alone it draws a selection.
  selectionOnDrag: true,
  panOnDrag: [1],
  panActivationKeyCode: 'Space',
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: ['Shift', 'Meta', 'Control'],
  elevateNodesOnSelect: false,
  disableKeyboardA11y: true,
  nodesFocusable: true,
  edgesFocusable: true,
  onlyRenderVisibleElements: false,
  proOptions: { hideAttribution: true },
} satisfies ReactFlowProps<FlowNode, FlowEdge>;

/** One finger moves the view, two zoom it. */
const touchBehaviour = { selectionOnDrag: false, panOnDrag: true } as const;

/** The graph, drawn by React Flow from the document. Nothing that is saved lives here. */
export function Canvas() {
  const pane = useRef<HTMLElement>(null);
  const shield = useRef<HTMLDivElement>(null);
  const { nodes, edges, ...changes } = useCanvasNodes();
  const connecting = useConnecting();
  const pointer = useCanvasPointer();
  const finding = useSession((state) => state.finding);
  const snap = useSession((state) => state.snap);
  const touch = useMedia('(pointer: coarse)');
  const empty = useDocument(({ document }) => document.nodes.length === 0);
  useEffect(() => unmountCanvas, []);
  return (
    <main
      ref={pane}
      className={styles.canvas}
      aria-label="Canvas"
      data-canvas
      tabIndex={-1}
      {...pointer.region}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...changes}
        {...connecting}
        {...pointer.flow}
        onInit={(flow) => {
          const parts = pane.current &&
            shield.current && { flow, pane: pane.current, shield: shield.current };
          if (parts) mountCanvas((opening) => createCanvasHandle({ ...parts, opening }));
        }}
        {...behaviour}
        {...(touch && touchBehaviour)}
        snapToGrid={snap}
        panOnScroll={pointer.trackpad}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--c-dot)" />
        <CanvasCorner />
        <WireReason />
        <ZoomDetail pane={pane} />
        <SelectionBox />
      </ReactFlow>
      {finding && <FindPanel />}
      <div ref={shield} className={styles.shield} hidden />
      {empty && <p className={styles.empty}>Press Space to add a node, or drop a picture.</p>}
    </main>
  );
}
