import { MiniMap, Panel, useNodesInitialized, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useDocument } from '../document/document-store.ts';
import { useRun } from '../run/run-store.ts';
import { canvas } from '../session/canvas-api.ts';
import type { FlowNode } from '../session/flow-nodes.ts';
import { useLayout } from '../session/layout-store.ts';
import { useSession } from '../session/session-store.ts';
import styles from './Canvas.module.css';

/** Zoom and overview, in the lower corners. Rendered inside React Flow, whose state it shows. */
export function CanvasCorner() {
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  const drawn = useNodesInitialized();
  const id = useDocument((state) => state.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is drawn anew
  useEffect(() => {
    if (drawn) canvas.drawn();
  }, [drawn, id]);
  const empty = useDocument(({ document }) => document.nodes.length === 0);
  const overview = useLayout(({ open }) => open.minimap) && !empty;
  return (
    <>
      <Panel position="bottom-left" className={styles.zoom ?? ''}>
        <ActionButton action="zoom-out" icon={Minus} small />
        <button
          type="button"
          className={styles.percent}
          aria-label={`Zoom: ${zoom} %. Back to 100 %`}
          title="Zoom to 100 %"
          onClick={() => canvas.zoomTo(1)}
        >
          {zoom} %
        </button>
        <ActionButton action="zoom-in" icon={Plus} small />
        <ActionButton action="fit" icon={Maximize} small />
      </Panel>
      {overview && (
        <MiniMap<FlowNode>
          className={styles.minimap ?? ''}
          ariaLabel="Overview"
          style={overviewSize}
          pannable
          zoomable
          nodeColor={colourOf}
          nodeStrokeColor={strokeOf}
          nodeStrokeWidth={6}
          nodeBorderRadius={6}
          maskColor="var(--c-select-soft)"
          bgColor="var(--c-chrome)"
        />
      )}
    </>
  );
}

const overviewSize = { width: 160, height: 96 };

function colourOf({ type }: FlowNode): string {
  return type === 'frame' || type === 'note' ? 'transparent' : 'var(--c-fill)';
}

function strokeOf({ id, type }: FlowNode): string {
  if (type === 'frame') return 'var(--c-line-2)';
  const status = useRun.getState().nodes[id]?.status;
  if (status === 'running') return 'var(--c-live)';
  if (status === 'failed') return 'var(--c-error-line)';
  return useSession.getState().selection.has(id) ? 'var(--c-select)' : 'transparent';
}
