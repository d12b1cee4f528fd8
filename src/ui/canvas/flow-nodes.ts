import type { Node } from '@xyflow/react';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import { nodeWidth } from '../document/node-size.ts';

/** React Flow's nodes carry no data: each component takes its own from the document by its id. */
export type FlowNode = Node<Record<string, never>, 'node' | 'reroute' | 'frame' | 'note'>;

const noData: Record<string, never> = {};

const passThrough = { pointerEvents: 'none' } as const;

/** Stacking: frames, then wires, then notes and nodes. */
const behind = -1000;

/**
 * The document as React Flow wants it. What has not changed keeps its object, with the size that
 * React Flow measured, so that an edit renders only what it touches.
 */
export function flowNodes(
  document: Document,
  selection: ReadonlySet<string>,
  previous: readonly FlowNode[],
): FlowNode[] {
  const before = new Map(previous.map((node) => [node.id, node]));
  const keep = (next: FlowNode) => reuse(before.get(next.id), next);
  const frames = document.frames.map(({ id, title, position, size }) =>
    keep({
      ...common(id, position, selection),
      type: 'frame',
      width: size.width,
      height: size.height,
      zIndex: behind,
      dragHandle: '.frame-handle',
      // Inside a frame the canvas goes on: its title is what one takes hold of.
      style: passThrough,
      // A selection drawn inside it means what is inside; its title selects it.
      selectable: false,
      ariaLabel: title || 'Frame',
    }),
  );
  const notes = document.notes.map(({ id, position, size }) =>
    keep({
      ...common(id, position, selection),
      type: 'note',
      width: size?.width ?? 200,
      ...(size && { height: size.height }),
      ariaLabel: 'Note',
    }),
  );
  const nodes = document.nodes.map((node) => {
    const definition = findDefinition(catalog, node.type);
    const isReroute = definition?.type === 'reroute';
    return keep({
      ...common(node.id, node.position, selection),
      type: isReroute ? 'reroute' : 'node',
      ...(!isReroute && { width: nodeWidth(node) }),
      ariaLabel: nodeTitle(node, definition),
    });
  });
  return [...frames, ...notes, ...nodes];
}

function common(id: string, position: { x: number; y: number }, selection: ReadonlySet<string>) {
  return {
    id,
    data: noData,
    position: { x: position.x, y: position.y },
    selected: selection.has(id),
  };
}

function reuse(old: FlowNode | undefined, next: FlowNode): FlowNode {
  if (!old) return next;
  const same =
    old.position.x === next.position.x &&
    old.position.y === next.position.y &&
    old.selected === next.selected &&
    old.type === next.type &&
    old.ariaLabel === next.ariaLabel &&
    old.width === next.width &&
    old.height === next.height;
  if (same) return old;
  return { ...next, ...(old.measured && old.type === next.type && { measured: old.measured }) };
}
