import { MiniMap, Panel, useNodesInitialized, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { own } from '../../common/own.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useDocument } from '../document/document-store.ts';
import { useRun } from '../run/run-store.ts';
import { canvas } from '../session/canvas-handle.ts';
import { useLayout } from '../session/layout-store.ts';
import { useSession } from '../session/session-store.ts';
import styles from './Canvas.module.css';
import type { FlowNode } from './flow-nodes.ts';

/** Zoom and overview, in the lower corners. Rendered inside React Flow, whose state it shows. */
export function CanvasCorner() {
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  const drawn = useNodesInitialized();
  const id = useDocument((state) => state.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is drawn anew
  useEffect(() => {
    if (drawn) canvas().drawn();
  }, [drawn, id]);
  const empty = useDocument(({ document }) => document.nodes.length === 0);
  // On a small canvas it would hide what it is an overview of.
  const room = useStore(({ width, height }) => width >= 400 && height >= 320);
  const overview = useLayout(({ open }) => open.minimap) && room && !empty;
  const strokeOf = useStrokes();
  return (
    <>
      <Panel position="bottom-left" className={styles.zoom ?? ''}>
        <ActionButton action="zoom-out" icon={Minus} small />
        <button
          type="button"
          className={styles.percent}
          aria-label={`Zoom: ${zoom} %. Back to 100 %`}
          title="Zoom to 100 %"
          onClick={() => canvas().zoomTo(1)}
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
          maskColor="var(--c-outside)"
          maskStrokeColor="var(--c-ink-3)"
          maskStrokeWidth={1}
          bgColor="var(--c-canvas)"
        />
      )}
    </>
  );
}

const overviewSize = { width: 160, height: 96 };

function colourOf({ type }: FlowNode): string {
  return type === 'frame' || type === 'note' ? 'transparent' : 'var(--c-fill)';
}

/**
 * The outline of a node seen from afar: amber while it works. React Flow draws it again when the node
 * changes or this is another function, so each state of the run has a function of its own.
 */
function useStrokes(): (node: FlowNode) => string {
  const selection = useSession((state) => state.selection);
  const statuses = useRun(
    useShallow(({ nodes }) =>
      Object.fromEntries(Object.entries(nodes).map(([id, { status }]) => [id, status])),
    ),
  );
  return useMemo(
    () =>
      ({ id, type }) => {
        if (type === 'frame') return 'var(--c-line-2)';
        const status = own(statuses, id);
        if (status === 'running') return 'var(--c-live)';
        if (status === 'failed') return 'var(--c-error-line)';
        return selection.has(id) ? 'var(--c-select)' : 'transparent';
      },
    [statuses, selection],
  );
}

/** Below this zoom a line of text is less than four pixels high. */
const readable = 0.35;

/**
 * Marks the canvas while it is seen from afar, where nodes leave out what nobody could read: for
 * hundreds of them it would take longer to draw than a frame lasts. A wire in hand needs all sockets.
 */
export function ZoomDetail({ pane }: { readonly pane: RefObject<HTMLElement | null> }) {
  const far = useStore(({ transform }) => transform[2] < readable);
  const reduced = useStore(({ transform }) => transform[2] < 1);
  const wire = useSession((state) => state.wire !== undefined);
  useLayoutEffect(() => {
    pane.current?.toggleAttribute('data-far', far && !wire);
    pane.current?.toggleAttribute('data-reduced', reduced);
  }, [pane, far, reduced, wire]);
  return null;
}
