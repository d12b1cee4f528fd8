import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/graph/document/document.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { type Box, collide } from '../../../src/graph/layout/boxes.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { type Looks, nodeSize } from '../../../src/ui/document/node-size.ts';

const files = readdirSync('presets').filter((name) => name.endsWith('.json'));
const shapes: readonly Looks[] = [
  { pictureShape: 2 / 3, run: true },
  // Upright: as tall as wide.
  { pictureShape: 3 / 2, run: true },
];
const frameTitle = 28;

describe.each(files)('%s', (file) => {
  const parsed = parseDocument(JSON.parse(readFileSync(`presets/${file}`, 'utf8')), catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { document } = parsed.value;

  test.each(shapes)(
    'keeps nodes, notes and the titles of frames apart, pictures $pictureShape',
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
    'holds what is in its frames, and nothing else, pictures $pictureShape',
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

  test('reads from left to right', () => {
    const x = new Map(document.nodes.map(({ id, position }) => [id, position.x]));
    for (const { from, to } of document.edges)
      expect(x.get(from.node), `${from.node} to ${to.node}`).toBeLessThan(x.get(to.node) ?? 0);
  });
});

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

function inside(box: Box, around: Box): boolean {
  return (
    box.x >= around.x &&
    box.y >= around.y &&
    box.x + box.width <= around.x + around.width &&
    box.y + box.height <= around.y + around.height
  );
}
