import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deepStyle, recipes } from '../../src/engine/ascent/recipes.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { ascentOptions } from '../../src/nodes/gradient-ascent/options.ts';
import { paramsOf } from './helpers.ts';

/** Presets that are recipes of the engine, drawn as graphs: both must say the same. */
interface Preset {
  readonly nodes: readonly { readonly id: string; readonly params: object }[];
}

function open(name: string) {
  const { nodes }: Preset = JSON.parse(readFileSync(`presets/${name}.json`, 'utf8'));
  const params = (id: string) => nodes.find((node) => node.id === id)?.params ?? {};
  const ascent = (id: string) =>
    ascentOptions(paramsOf(catalog['gradient-ascent'], params(id)), undefined, 5);
  return { params, ascent };
}

describe.each([
  ['deepdream', 'classic'],
  ['pale-skies', 'classic-pale'],
  ['gentle', 'gentle'],
  ['fine-texture', 'fine-texture'],
  ['from-noise', 'from-noise'],
] as const)('%s', (preset, name) => {
  test(`is the recipe ${name}`, () => {
    const recipe = recipes[name];
    const { params, ascent } = open(preset);
    expect(ascent('ascent')).toEqual(recipe.ascent);
    expect(params('split')).toEqual(recipe.octaves);
    expect(params('objective')).toMatchObject({
      layers: recipe.layers,
      measure: recipe.measure,
      normalise: true,
      weight: 1,
    });
  });
});

test('deepstyle is the recipe of that name', () => {
  const { params, ascent } = open('deepstyle');
  expect(ascent('ascent')).toEqual(recipes[deepStyle.preDream.recipe].ascent);
  const painting = ascent('style-ascent');
  expect({ ...painting, stepSize: [] }).toEqual({ ...deepStyle.ascent, stepSize: [] });
  for (const [i, size] of deepStyle.ascent.stepSize.entries()) {
    expect(painting.stepSize[i]).toBeCloseTo(size, 6);
  }
  expect(params('merge')).toMatchObject({ strength: deepStyle.preDream.strength });
  expect(params('style-split')).toEqual({
    ...deepStyle.octaves,
    ratio: expect.closeTo(deepStyle.octaves.ratio, 3),
  });
  const { blend, contentWeight } = params('blend') as { blend: number; contentWeight: number };
  expect(1 - blend).toBeCloseTo(deepStyle.dream.weight, 6);
  expect(blend * contentWeight).toBeCloseTo(deepStyle.content.weight, 2);
  expect(params('smooth')).toMatchObject({ weight: deepStyle.totalVariation });
});
