import { readFileSync } from 'node:fs';
import type { Document, DocumentNode, Edge } from '../../src/graph/document/document.ts';
import type { JsonObject } from '../../src/graph/document/json.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';

const columns = 21;
/** Space for a node on the canvas. */
const cell = { width: 218, height: 420 };
const photos = ['boats', 'mountains', 'stream', 'sunset', 'acanthus', 'brushes'];

/**
 * The preset with a dream that takes minutes, and below it rows of photos that are adjusted, blurred
 * and merged, with a picture in every node: more than most people put on a canvas.
 */
export function largeGraph(size: number): Document {
  const preset = parseDocument(readFileSync('presets/deepdream.json', 'utf8'), catalog);
  if (!preset.ok) throw new Error(preset.problem.message);
  const { document } = preset.value;
  const nodes: DocumentNode[] = document.nodes.map(withLongDream);
  const edges: Edge[] = [...document.edges];
  for (let at = 0; nodes.length < size; at++) {
    const { type, params, inputs } = part(at);
    const id = `n${at}`;
    const position = {
      x: (at % columns) * cell.width,
      y: 800 + Math.floor(at / columns) * cell.height,
    };
    nodes.push({ id, type, version: catalog[type].version, position, params });
    for (const [input, before] of Object.entries(inputs)) {
      const from = { node: `n${at - before}`, output: 'image' };
      edges.push({ id: `w${edges.length}`, from, to: { node: id, input } });
    }
  }
  return { ...document, name: `${size} nodes`, nodes, edges, view: { x: 0, y: 0, zoom: 1 } };
}

/** Seven nodes in a row, for three photos; each row ends in a Preview. */
function part(at: number): {
  type: keyof typeof catalog;
  params: JsonObject;
  /** How many nodes back each input comes from. */
  inputs: Readonly<Record<string, number>>;
} {
  switch (at % 7) {
    case 0: {
      const name = photos[Math.floor(at / 7) % photos.length] ?? 'boats';
      return {
        type: 'load-image',
        params: { file: { from: 'bundled', name }, size: 320 },
        inputs: {},
      };
    }
    case 1:
      return { type: 'adjust', params: { exposure: (at % 13) / 10 }, inputs: { image: 1 } };
    case 2:
      return { type: 'blur-sharpen', params: { radius: 1 + (at % 9) }, inputs: { image: 1 } };
    case 3:
      return { type: 'transform', params: { rotate: at % 30 }, inputs: { image: 2 } };
    case 4:
      return { type: 'merge', params: { amount: 0.5 }, inputs: { below: 1, above: 2 } };
    case 5:
      return { type: 'colour-transfer', params: {}, inputs: { image: 1, colours: 5 } };
    default:
      return { type: 'preview', params: {}, inputs: { image: 1 } };
  }
}

function withLongDream(node: DocumentNode): DocumentNode {
  const longer: Readonly<Record<string, JsonObject>> = {
    'load-image': { size: 640 },
    'gradient-ascent': { iterations: 100 },
  };
  return { ...node, params: { ...node.params, ...longer[node.type] } };
}
