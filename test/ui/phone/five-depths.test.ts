import { expect, test } from 'vitest';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { presets } from '../../../src/ui/files/presets.ts';
import {
  depthCommands,
  depthNode,
  fiveDepths,
  wholeLayer,
} from '../../../src/ui/phone/five-depths.ts';

test('five layers are spread from the first to the last', () => {
  const layers = Array.from({ length: 13 }, (_, index) => `mixed${index}`);
  const chosen = fiveDepths(layers).map(({ layer }) => layer);
  expect(chosen).toEqual(['mixed0', 'mixed3', 'mixed6', 'mixed9', 'mixed12']);
  expect(fiveDepths(layers.slice(0, 4))).toEqual([]);
});

test('graphs with one Layer Objective have depths, and others none', () => {
  const has = (name: string) => {
    const preset = presets.find(({ id }) => id === name);
    return preset !== undefined && depthNode(preset.document) !== undefined;
  };
  expect(has('deepdream')).toBe(true);
  expect(has('coil')).toBe(true);
  expect(has('two-networks')).toBe(false);
  expect(has('guided-deepdream')).toBe(false);
  expect(has('what-a-network-sees')).toBe(false);
});

test('a depth is one whole layer, whatever channels were chosen before', () => {
  const before = presets.find(({ id }) => id === 'coil')?.document;
  if (!before) throw new Error('The preset is gone.');
  const node = depthNode(before) ?? '';
  expect(wholeLayer(before, node)).toBeUndefined();
  const after = depthCommands(node, 'mixed3').reduce((document, command) => {
    const applied = applyCommand(document, catalog, command);
    if (!applied.ok) throw new Error(applied.problem.message);
    return applied.value.document;
  }, before);
  expect(wholeLayer(after, node)).toBe('mixed3');
});
