import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import { type Document, emptyDocument } from '../../src/graph/document/document.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import {
  styleCommands,
  styleSettings,
  wantsStyleSettings,
} from '../../src/nodes/style-settings.ts';

const preset: Document = JSON.parse(readFileSync('presets/deepstyle.json', 'utf8'));

test('the settings for style are those of the preset', () => {
  const { params = {} } = preset.nodes.find(({ id }) => id === 'style-ascent') ?? {};
  const changed = Object.entries(catalog['gradient-ascent'].params).filter(
    ([key, param]) =>
      JSON.stringify(params[key] ?? param.default) !== JSON.stringify(param.default),
  );
  expect(Object.fromEntries(changed.map(([key]) => [key, params[key]]))).toEqual(styleSettings);
});

describe('an ascent', () => {
  const types = {
    style: 'style-blend',
    sum: 'combine-objectives',
    dream: 'layer-objective',
    ascent: 'gradient-ascent',
  };
  const graph = (
    wires: readonly (readonly [string, string, string])[],
    params: Readonly<Record<string, number>> = {},
  ): Document => ({
    ...emptyDocument(),
    nodes: Object.entries(types).map(([id, type]) => ({
      id,
      type,
      version: 1,
      position: { x: 0, y: 0 },
      params: id === 'ascent' ? params : {},
    })),
    edges: wires.map(([from, to, input], at) => ({
      id: `e${at}`,
      from: { node: from, output: 'objective' },
      to: { node: to, input },
    })),
  });
  const direct = ['style', 'ascent', 'objective'] as const;

  test('that is fresh and follows a style, directly or in a sum, wants them', () => {
    expect(wantsStyleSettings(graph([direct]), 'ascent')).toBe(true);
    const sum = [
      ['style', 'sum', 'objectives'],
      ['sum', 'ascent', 'objective'],
    ] as const;
    expect(wantsStyleSettings(graph(sum), 'ascent')).toBe(true);
  });

  test('has them once they were applied, and wants them no more', () => {
    const commands = styleCommands('ascent');
    const applied = applyCommand(graph([direct]), catalog, {
      type: 'batch',
      label: 'Use settings for style',
      commands,
    });
    if (!applied.ok) throw new Error(applied.problem.message);
    const { document } = applied.value;
    expect(document.nodes.find(({ id }) => id === 'ascent')?.params).toEqual(styleSettings);
    expect(wantsStyleSettings(document, 'ascent')).toBe(false);
  });

  test('that dreams, or whose values were chosen, does not', () => {
    expect(wantsStyleSettings(graph([['dream', 'ascent', 'objective']]), 'ascent')).toBe(false);
    expect(wantsStyleSettings(graph([]), 'ascent')).toBe(false);
    expect(wantsStyleSettings(graph([direct], { iterations: 30 }), 'ascent')).toBe(false);
    expect(wantsStyleSettings(graph([direct], styleSettings as never), 'ascent')).toBe(false);
    for (const { id, type } of preset.nodes) {
      if (type === 'gradient-ascent') expect(wantsStyleSettings(preset, id)).toBe(false);
    }
  });
});
