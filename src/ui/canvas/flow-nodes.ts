import type { Node } from '@xyflow/react';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { around, type Box } from '../../graph/layout/boxes.ts';
import { catalog } from '../../nodes/catalog.ts';
import { nodeWidth } from '../document/node-size.ts';

/** React Flow's nodes carry no data: each component takes its own from the document by its id. */
export type FlowNode = Node<Record<string, never>, 'node' | 'reroute' | 'frame' | 'note'>;

const noData: Record<string, never> = {};

const passThrough = { pointerEvents: 'none' } as const;

/** Stacking: frames, then wires, then nodes, and notes in front of them. */
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
  return growFrames([...frames, ...nodes, ...notes], document);
}

/** Room that a frame keeps around what is in it; its title stands in the upper part. */
const frameMargin = { side: 12, top: 36 } as const;

/**
 * Lets frames reach around what is in them, which grows when pictures come or values unfold. The
 * document keeps the size that a person gave; what is in hand does not pull its frame along.
 */
export function growFrames(nodes: FlowNode[], document: Document): FlowNode[] {
  const frameOf = new Map(
    [...document.nodes, ...document.notes].map(({ id, frame }) => [id, frame]),
  );
  const members = new Map<string, Box[]>();
  for (const node of nodes) {
    const frame = frameOf.get(node.id);
    if (frame === undefined || node.dragging || !node.measured?.height) continue;
    const box = { ...node.position, width: node.measured.width ?? 0, height: node.measured.height };
    members.set(frame, [...(members.get(frame) ?? []), withMargin(box)]);
  }
  if (members.size === 0) return nodes;
  const own = new Map(
    document.frames.map(({ id, position, size }) => [id, { ...position, ...size }]),
  );
  return nodes.map((node) => {
    const inside = node.type === 'frame' && !node.dragging && members.get(node.id);
    const box = inside && around([...inside, own.get(node.id) ?? inside[0] ?? noBox]);
    if (!box) return node;
    const { x, y, width, height } = box;
    const same =
      node.position.x === x &&
      node.position.y === y &&
      node.width === width &&
      node.height === height;
    return same ? node : { ...node, position: { x, y }, width, height };
  });
}

const noBox: Box = { x: 0, y: 0, width: 0, height: 0 };

function withMargin({ x, y, width, height }: Box): Box {
  const { side, top } = frameMargin;
  return { x: x - side, y: y - top, width: width + 2 * side, height: height + top + side };
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
