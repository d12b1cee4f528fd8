import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findDefinition } from '../../../src/graph/definition/definition.ts';
import type { Document, DocumentNode, Edge } from '../../../src/graph/document/document.ts';
import { edgesInto, graphIndex } from '../../../src/graph/document/graph-index.ts';
import { nodeTitle } from '../../../src/graph/document/names.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { type Box, collide } from '../../../src/graph/layout/boxes.ts';
import { isFree, routeWires, type WireEnds } from '../../../src/graph/layout/wire-path.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { paramsInNode } from '../../../src/ui/document/node-params.ts';
import { type Looks, nodeSize } from '../../../src/ui/document/node-size.ts';
import { socketsOf } from '../../../src/ui/document/sockets-of.ts';
import { titleBox } from '../../../src/ui/document/wire-geometry.ts';
import { hasRows } from '../../../src/ui/document/wire-handles.ts';

const files = readdirSync('presets').filter((name) => name.endsWith('.json'));
const shapes: readonly Looks[] = [
  { pictureShape: 2 / 3, run: true },
  { pictureShape: 2 / 3, run: false },
  // Upright: as tall as wide.
  { pictureShape: 3 / 2, run: true },
];
const frameTitle = 28;

describe.each(files)('%s', (file) => {
  const parsed = parseDocument(JSON.parse(readFileSync(`presets/${file}`, 'utf8')), catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { document } = parsed.value;

  test.each(shapes)(
    'keeps nodes, notes and the titles of frames apart, pictures $pictureShape, run: $run',
    (looks) => {
      const boxes = [
        ...nodeBoxes(document, looks),
        ...noteBoxes(document),
        ...titleBoxes(document),
      ];
      for (const [at, [name, box]] of boxes.entries())
        for (const [other, otherBox] of boxes.slice(at + 1))
          expect(collide(box, otherBox), `${name} and ${other}`).toBe(false);
    },
  );

  test.each(shapes)(
    'holds what is in its frames, and nothing else, pictures $pictureShape, run: $run',
    (looks) => {
      const boxes = [...nodeBoxes(document, looks), ...noteBoxes(document)];
      const frameOf = new Map(
        [...document.nodes, ...document.notes].map(({ id, frame }) => [id, frame]),
      );
      for (const { id: frame, position, size } of document.frames) {
        const around = { ...position, ...size };
        for (const [name, box] of boxes) {
          if (frameOf.get(name) === frame)
            expect(inside(box, around), `${name} in ${frame}`).toBe(true);
          else expect(collide(box, around), `${name} and ${frame}`).toBe(false);
        }
      }
    },
  );

  test.each(shapes)(
    'has no wire that runs behind a node or a note, pictures $pictureShape, run: $run',
    (looks) => {
      const boxes = [...nodeBoxes(document, looks), ...noteBoxes(document)].map(([, box]) => box);
      const titles = document.frames.map(({ position, size, title }) =>
        titleBox({ ...position, ...size }, title),
      );
      const ends = wireEnds(document);
      const now = new Set(document.edges.filter(isOfThisFrame(document)).map(({ id }) => id));
      for (const [id, stops] of routeWires(ends, [...boxes, ...titles]))
        expect(!now.has(id) || isFree(stops, boxes), id).toBe(true);
    },
  );

  test('tells in its notes of nodes that are there', () => {
    const said = document.notes.flatMap(({ text }) => namedNodes(text));
    const titles = document.nodes.map((node) =>
      nodeTitle(node, findDefinition(catalog, node.type)),
    );
    // A node that is to be added is called by its type.
    const types = Object.values(catalog).map(({ title }) => title);
    for (const name of said) expect([...titles, ...types]).toContain(name);
  });

  // In one row the last steps of a lesson lie beyond the window.
  test.runIf(document.nodes.some(({ type }) => type === 'feature-view'))(
    'is no wider than the canvas shows at once',
    () => {
      const right = document.frames.map(({ position, size }) => position.x + size.width);
      const left = document.frames.map(({ position }) => position.x);
      expect(Math.max(...right) - Math.min(...left)).toBeLessThan(1000);
    },
  );

  test('reads from left to right', () => {
    const x = new Map(document.nodes.map(({ id, position }) => [id, position.x]));
    for (const { from, to } of document.edges.filter(isOfThisFrame(document)))
      expect(x.get(from.node), `${from.node} to ${to.node}`).toBeLessThan(x.get(to.node) ?? 0);
  });
});

/** A wire that closes a circle through Previous Frame leads back, behind what lies between. */
function isOfThisFrame({ nodes }: Document) {
  const types = new Map(nodes.map(({ id, type }) => [id, type]));
  return ({ to }: Edge) => {
    const definition = findDefinition(catalog, types.get(to.node) ?? '');
    return definition?.inputs[to.input]?.delayed !== true;
  };
}

type Named = readonly [string, Box];

function nodeBoxes(document: Document, looks: Looks): readonly Named[] {
  return document.nodes.map((node) => [
    node.id,
    { ...node.position, ...nodeSize(document, node, looks) },
  ]);
}

function noteBoxes({ notes }: Document): readonly Named[] {
  return notes.map(({ id, position, size = { width: 200, height: 60 } }) => [
    id,
    { ...position, ...size },
  ]);
}

function titleBoxes({ frames }: Document): readonly Named[] {
  return frames.map(({ id, position, size }) => [
    `title of ${id}`,
    { ...position, width: size.width, height: frameTitle },
  ]);
}

/** Sockets lie where the rows of the node's face are. */
function wireEnds(document: Document): readonly WireEnds[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  return document.edges.flatMap(({ id, from, to }) => {
    const [start, end] = [nodes.get(from.node), nodes.get(to.node)];
    if (!start || !end) return [];
    const output = socketsOf(document, start).outputs.findIndex(({ name }) => name === from.output);
    return [
      {
        id,
        source: `${from.node} ${from.output}`,
        from: {
          x: start.position.x + nodeSize(document, start).width,
          y: start.position.y + rowY(output),
        },
        to: { x: end.position.x, y: end.position.y + inputY(document, end, to.input, id) },
      },
    ];
  });
}

const rowY = (row: number) => 1 + 28 + 22 * row + 11;

function inputY(document: Document, node: DocumentNode, name: string, edge: string): number {
  const { inputs, outputs } = socketsOf(document, node);
  if (hasRows(document, node.id, name)) {
    const rows = edgesInto(graphIndex(document), { node: node.id, input: name });
    return rowY(outputs.length) + 28 * rows.findIndex(({ id }) => id === edge);
  }
  const row = inputs.findIndex((socket) => socket.name === name);
  if (row >= 0) return rowY(row);
  const definition = findDefinition(catalog, node.type);
  const shown = definition
    ? paramsInNode(definition, node.params, (key) => key === name).shown
    : [];
  return rowY(Math.max(inputs.length, outputs.length)) + 4 + 24 * shown.indexOf(name);
}

/** "on the node Guide", "where Painting is": what a note calls nodes. */
function namedNodes(text: string): readonly string[] {
  const found = text.matchAll(
    /\b(?:the node|where|in|of|on the|Where) ((?:[A-Z][a-z]+ ?)+)(?= is\b|[.,;)])/g,
  );
  return [...found].map(([, name = '']) => name.trim());
}

function inside(box: Box, around: Box): boolean {
  return (
    box.x >= around.x &&
    box.y >= around.y &&
    box.x + box.width <= around.x + around.width &&
    box.y + box.height <= around.y + around.height
  );
}
