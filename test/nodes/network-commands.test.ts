import { expect, test } from 'vitest';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import { type Document, emptyDocument } from '../../src/graph/document/document.ts';
import type { FileReference } from '../../src/graph/params/file.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { ownLayerCommands, wantedCommands } from '../../src/nodes/network-commands.ts';

const position = { x: 0, y: 0 };
const document: Document = {
  ...emptyDocument('Own'),
  nodes: [
    { id: 'net', type: 'load-network', version: 2, position, params: {} },
    { id: 'dream', type: 'layer-objective', version: 2, position, params: {} },
  ],
  edges: [
    { id: 'e', from: { node: 'net', output: 'network' }, to: { node: 'dream', input: 'network' } },
  ],
};
const own: FileReference = { from: 'file', name: 'own.onnx' };

function applied(commands: ReturnType<typeof wantedCommands>) {
  return commands.reduce((edited, command) => {
    const done = applyCommand(edited, catalog, command);
    if (!done.ok) throw new Error(done.problem.message);
    return done.value.document;
  }, document).nodes;
}

test('a network of the person’s own brings a layer of its own to what reads it', () => {
  const [, dream] = applied(ownLayerCommands(document, 'net', own, ['relu4']));
  expect(dream?.params.layers).toEqual([{ layer: 'relu4', weight: 1 }]);
  expect(ownLayerCommands(document, 'net', own)).toEqual([]);
  const there: FileReference = { from: 'bundled', name: 'inception-v3' };
  expect(ownLayerCommands(document, 'net', there)).toEqual([]);
});

test('a guess becomes the values of Load Network, also where it has no name', () => {
  const guess = { reason: '', sure: false };
  const [bgr] = applied(
    wantedCommands('net', {
      ...{ ...guess, values: 'imagenet', order: 'bgr', range: { scale: 1, offset: 0 } },
    }),
  );
  expect(bgr?.params).toEqual({ range: 'imagenet', order: 'bgr' });
  const range = { scale: 255, offset: [-1, -2, -3] } as const;
  const [custom] = applied(
    wantedCommands('net', { ...guess, values: 'custom', order: 'rgb', range }),
  );
  expect(custom?.params).toEqual({
    ...{ range: 'custom', order: 'rgb', scale: [255], offset: [-1, -2, -3] },
  });
});
