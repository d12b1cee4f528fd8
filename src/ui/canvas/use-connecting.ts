import type {
  Connection,
  FinalConnectionState,
  HandleType,
  OnConnectStartParams,
} from '@xyflow/react';
import { useMemo } from 'react';
import { useDocument } from '../document/document-store.ts';
import { connect, disconnect, reconnect } from '../document/edits.ts';
import { bestSocketOf, legalEnds } from '../document/legal-ends.ts';
import { takeDetached } from '../node/detach-wire.ts';
import { canvas } from '../session/canvas-handle.ts';
import { openDialog, type SocketEnd, socketKey, useSession } from '../session/session-store.ts';
import type { FlowEdge } from './flow-edges.ts';

/** What React Flow calls while a wire is dragged. */
export function useConnecting() {
  return useMemo(
    () => ({
      onConnectStart: (_: unknown, params: OnConnectStartParams) => {
        const from = endOf(params);
        if (!from) return;
        const { document } = useDocument.getState();
        const detached = takeDetached();
        const legal = legalEnds(document, from, detached);
        useSession.setState({ wire: { from, legal, ...(detached && { detached }) } });
      },
      isValidConnection: (connection: Connection | FlowEdge) => {
        const { wire } = useSession.getState();
        if (!wire) return false;
        const { source, sourceHandle, target, targetHandle } = connection;
        const other: SocketEnd =
          wire.from.side === 'output'
            ? { side: 'input', node: target, input: targetHandle ?? '' }
            : { side: 'output', node: source, output: sourceHandle ?? '' };
        return wire.legal.has(socketKey(other));
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const { wire } = useSession.getState();
        useSession.setState({ wire: undefined });
        if (!wire) return;
        const to =
          state.isValid && state.toHandle ? handleEnd(state.toHandle) : droppedOn(event, wire.from);
        if (to) finish(wire.from, to, wire.detached);
        else if (wire.detached) disconnect([wire.detached]);
        else if (onPane(event)) {
          const screen = pointOf(event);
          openDialog({
            kind: 'palette',
            request: { at: canvas().toCanvas(screen), screen, from: wire.from },
          });
        }
      },
    }),
    [],
  );
}

function finish(from: SocketEnd, to: SocketEnd, detached: string | undefined): void {
  const output = from.side === 'output' ? from : to;
  const input = from.side === 'input' ? from : to;
  if (output.side !== 'output' || input.side !== 'input') return;
  const wire = {
    from: { node: output.node, output: output.output },
    to: { node: input.node, input: input.input },
  };
  if (detached) reconnect(detached, wire);
  else connect(wire);
}

/** A wire let go over the body of a node takes the socket that suits it best. */
function droppedOn(event: MouseEvent | TouchEvent, from: SocketEnd): SocketEnd | undefined {
  const { x, y } = pointOf(event);
  const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node');
  const id = under?.dataset.id;
  if (!id || id === from.node) return undefined;
  return bestSocketOf(useDocument.getState().document, from, id);
}

function onPane(event: MouseEvent | TouchEvent): boolean {
  const { x, y } = pointOf(event);
  return document.elementFromPoint(x, y)?.classList.contains('react-flow__pane') ?? false;
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

function endOf({ nodeId, handleId, handleType }: OnConnectStartParams): SocketEnd | undefined {
  if (!nodeId || !handleId || !handleType) return undefined;
  return handleEnd({ nodeId, id: handleId, type: handleType });
}

function handleEnd(handle: { nodeId: string; id?: string | null; type: HandleType }): SocketEnd {
  const name = handle.id ?? '';
  return handle.type === 'source'
    ? { side: 'output', node: handle.nodeId, output: name }
    : { side: 'input', node: handle.nodeId, input: name };
}
