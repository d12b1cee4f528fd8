import type {
  Connection,
  FinalConnectionState,
  HandleType,
  OnConnectStartParams,
} from '@xyflow/react';
import { useMemo } from 'react';
import { problemText } from '../../common/result.ts';
import type { Command } from '../../graph/commands/command.ts';
import { kindInfo } from '../../graph/definition/port.ts';
import type { Document, Position, Wire } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { takenBy } from '../document/combine.ts';
import { useDocument } from '../document/document-store.ts';
import { connect, disconnect, perform, reconnect } from '../document/edits.ts';
import { bestSocketOf, checkEnds, legalEnds } from '../document/legal-ends.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { kindOfEnd } from '../document/sockets-of.ts';
import { readHandle } from '../document/wire-handles.ts';
import { beginGesture } from '../kit/gesture.ts';
import { takeDetached } from '../node/detach-wire.ts';
import { canvas } from '../session/canvas-handle.ts';
import {
  type LooseWire,
  notify,
  openDialog,
  type SocketEnd,
  socketKey,
  useSession,
} from '../session/session-store.ts';
import type { FlowEdge } from './flow-edges.ts';

let ended: () => void = () => {};

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
        ended = beginGesture(() => useSession.setState({ wire: undefined }));
        useSession.setState({ wire: { from, legal, ...(detached && { detached }) } });
      },
      isValidConnection: (connection: Connection | FlowEdge) => {
        const { wire } = useSession.getState();
        if (!wire) return false;
        const { source, sourceHandle, target, targetHandle } = connection;
        const other: SocketEnd =
          wire.from.side === 'output'
            ? { side: 'input', node: target, input: readHandle(targetHandle ?? '').name }
            : { side: 'output', node: source, output: sourceHandle ?? '' };
        return wire.legal.has(socketKey(other));
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const { wire } = useSession.getState();
        ended();
        useSession.setState({ wire: undefined });
        if (!wire) return;
        const end = dropEnd(event, state, wire);
        if (end === 'refused') return;
        if (end) finish(wire.from, end, pointOf(event), wire.detached);
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

/**
 * Where a wire that is let go leads to. What refuses it says why and leaves everything as it was;
 * undefined where there is nothing that might take it.
 */
function dropEnd(
  event: MouseEvent | TouchEvent,
  state: FinalConnectionState,
  { from, detached }: LooseWire,
): SocketEnd | 'refused' | undefined {
  const { document } = useDocument.getState();
  const aimed = state.toHandle ? handleEnd(state.toHandle) : socketUnder(event, from);
  if (aimed) {
    const taken = aimed.side === 'input' ? aimed.edge : undefined;
    const check = checkEnds(document, from, aimed, detached ?? taken);
    return check.ok ? aimed : refuse(problemText(check.problem));
  }
  const node = nodeUnder(event);
  if (node === undefined || node === from.node) return undefined;
  return bestSocketOf(document, from, node, detached) ?? refuse(nothingFits(document, from, node));
}

function refuse(why: string): 'refused' {
  notify(why, 'alert');
  return 'refused';
}

function nothingFits(document: Document, from: SocketEnd, id: string): string {
  const node = graphIndex(document).nodes.get(id);
  const kind = kindOfEnd(document, from);
  const what = kind ? kindInfo[kind].phrase : 'what this wire carries';
  const title = node ? nodeTitle(node, definitionOf(node)) : 'This';
  return `${title} has no socket that ${from.side === 'output' ? 'takes' : 'gives'} ${what}.`;
}

function finish(from: SocketEnd, to: SocketEnd, at: Position, detached: string | undefined): void {
  const output = from.side === 'output' ? from : to;
  const input = from.side === 'input' ? from : to;
  if (output.side !== 'output' || input.side !== 'input') return;
  const wire = {
    from: { node: output.node, output: output.output },
    to: { node: input.node, input: input.input },
  };
  const { edge } = input;
  const taken = takenBy(useDocument.getState().document, wire);
  if (edge !== undefined) replaceRow(edge, wire, detached);
  else if (taken && taken.edge.id !== detached)
    useSession.setState({ offer: { at, wire, taken, detached } });
  else if (detached) reconnect(detached, wire);
  else connect(wire);
}

/** A row takes another wire and keeps its place and weight; a wire of its own input moves there. */
function replaceRow(taken: string, wire: Wire, detached: string | undefined): void {
  const { document } = useDocument.getState();
  const rows = edgesInto(graphIndex(document), wire.to).map(({ id }) => id);
  if (detached !== undefined && rows.includes(detached)) {
    perform({ type: 'reorder-wire', edge: detached, index: rows.indexOf(taken) });
    return;
  }
  const commands: readonly Command[] = [
    ...(detached === undefined ? [] : [{ type: 'disconnect', edges: [detached] } as const]),
    { type: 'reconnect', edge: taken, wire },
  ];
  perform({ type: 'batch', label: 'Replace wire', commands });
}

/**
 * The socket in whose row the pointer is, beside its name. Over the values of a node only a wire
 * for a value means their sockets; another one means the node.
 */
function socketUnder(event: MouseEvent | TouchEvent, from: SocketEnd): SocketEnd | undefined {
  const side = from.side === 'output' ? 'target' : 'source';
  let element = elementUnder(event);
  while (element && !element.matches('.react-flow__node')) {
    const handle = element.querySelector<HTMLElement>(`:scope > .react-flow__handle.${side}`);
    const { nodeid, handleid } = handle?.dataset ?? {};
    if (nodeid && handleid) {
      const end = handleEnd({ nodeId: nodeid, id: handleid, type: side });
      if (!element.closest('[data-params]')) return end;
      return checkEnds(useDocument.getState().document, from, end).ok ? end : undefined;
    }
    element = element.parentElement;
  }
  return undefined;
}

function nodeUnder(event: MouseEvent | TouchEvent): string | undefined {
  return elementUnder(event)?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
}

function elementUnder(event: MouseEvent | TouchEvent): Element | null {
  const { x, y } = pointOf(event);
  return document.elementFromPoint(x, y);
}

function onPane(event: MouseEvent | TouchEvent): boolean {
  return elementUnder(event)?.classList.contains('react-flow__pane') ?? false;
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
  const { name, edge } = readHandle(handle.id ?? '');
  return handle.type === 'source'
    ? { side: 'output', node: handle.nodeId, output: name }
    : { side: 'input', node: handle.nodeId, input: name, ...(edge !== undefined && { edge }) };
}
