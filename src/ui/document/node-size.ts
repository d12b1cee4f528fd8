import { own } from '../../common/own.ts';
import { clampWidth } from '../../graph/commands/node-looks.ts';
import { findDefinition, type NodeDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode, ItemSize } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';
import { paramsInNode } from './node-params.ts';
import { type ShownSocket, socketsOf } from './sockets-of.ts';
import { hasRows } from './wire-handles.ts';

/** Room for the names of the main values, and for a picture where that is what one looks at. */
const widths: Readonly<Record<string, number>> = {
  'load-image': 148,
  noise: 148,
  painting: 148,
  'load-network': 148,
  'save-image': 140,
  'octave-merge': 148,
  'gradient-ascent': 200,
  'feature-view': 200,
  'activation-view': 200,
  'combine-objectives': 296,
  'style-blend': 180,
  mask: 188,
};

/** How wide a node is, in pixels at zoom 1: from what it is, until a person resizes it. */
export function nodeWidth({ type, size }: Pick<DocumentNode, 'type' | 'size'>): number {
  return size ? clampWidth(size.width) : (own(widths, type) ?? usualWidth);
}

const usualWidth = 160;

const collapsedHeight = 30;
const head = 28;
const socketRow = 22;
/** Of a wire that has a row of its own, and of the free row after them. */
const wireRow = 28;
const paramRow = 24;
const foot = 24;
const edges = 2;
const inset = 8;

export interface Looks {
  /** Height by width of the picture in the node; 2/3 as long as there is none. */
  readonly pictureShape?: number;
  /** The node has run, and says so with a curve if it is one that climbs. */
  readonly run?: boolean;
}

/** The size a node is going to have, for where nothing has measured it yet. */
export function nodeSize(document: Document, node: DocumentNode, looks: Looks = {}): ItemSize {
  const width = nodeWidth(node);
  const definition = findDefinition(catalog, node.type);
  if (definition?.type === 'reroute') return { width: 28, height: 20 };
  if (node.collapsed) return { width, height: collapsedHeight };
  const { inputs, outputs } = socketsOf(document, node);
  const index = graphIndex(document);
  const isRowed = ({ name }: ShownSocket) => hasRows(document, node.id, name);
  const [rowed, plain] = [inputs.filter(isRowed), inputs.filter((socket) => !isRowed(socket))];
  const sockets = socketRow * Math.max(plain.length, outputs.length);
  const rows = rowed.map(({ name }) => edgesInto(index, { node: node.id, input: name }).length + 1);
  const wires = rows.reduce((sum, count) => sum + count * wireRow + 4, 0);
  const rest = definition ? faceHeight(document, node, definition, width - edges, looks) : 0;
  const height = edges + head + sockets + wires + rest + foot;
  return { width, height: Math.max(height, node.size?.height ?? 0) };
}

function faceHeight(
  document: Document,
  node: DocumentNode,
  definition: NodeDefinition,
  width: number,
  { pictureShape = 2 / 3, run = false }: Looks,
): number {
  const wired = (input: string) =>
    edgesInto(graphIndex(document), { node: node.id, input }).length > 0;
  const { shown, folded } = paramsInNode(definition, node.params, wired);
  const rows = shown.length + (folded.length > 0 ? 1 : 0);
  const params = rows > 0 ? rows * paramRow + 4 : 0;
  const picture = inset / 2 + (width - 2 * inset) * Math.min(1, pictureShape);
  return (
    params +
    (definition.preview ? picture : 0) +
    (definition.type === 'save-image' ? 30 : 0) +
    (definition.type === 'gradient-ascent' && run ? 36 : 0) +
    (definition.type === 'activation-view' && run ? picture : 0)
  );
}
