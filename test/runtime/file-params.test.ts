import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../src/graph/document/json.ts';
import type { Param } from '../../src/graph/params/param.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { clipSettings } from '../../src/nodes/save-clip/settings.ts';
import { saveSettings } from '../../src/nodes/save-image/settings.ts';
import { compile } from '../../src/runtime/compile/compile.ts';
import { environment, graph, node, wire } from './build.ts';

const ofFiles = Object.values(catalog).flatMap((definition) =>
  Object.entries(definition.params)
    .filter(([, spec]) => spec.affects === 'file')
    .map(([key, spec]) => ({ definition, key, spec: spec as Param })),
);

function valuesOf(spec: Param): fc.Arbitrary<Json> {
  if (spec.options) return fc.constantFrom(...spec.options.map(({ value }) => value));
  if (spec.type === 'number') return fc.integer({ min: spec.min, max: spec.max });
  if (spec.type === 'boolean') return fc.boolean();
  return fc.string({ maxLength: 40 }).filter((text) => spec.validate(text).ok);
}

/** Keys of a node with these values, which repeats a picture, and of what reads it. */
function keysOf(type: string, params: Readonly<Record<string, Json>>, seed = 1) {
  const document = graph(
    [node('n', 'noise', { seed }), node('of', type, params), node('after', 'preview')],
    [wire('n.image', 'of.image'), wire('of.image', 'after.image')],
  );
  const compiled = compile(document, catalog, { environment, targets: ['of', 'after'] });
  expect(compiled.errors).toEqual([]);
  return compiled.plan.steps.map(({ key }) => key);
}

test('what affects only the file leaves every content key as it is', () => {
  expect(ofFiles.map(({ definition, key }) => `${definition.type}.${key}`)).toEqual([
    'save-image.name',
    'save-image.format',
    'save-image.quality',
    'save-image.metadata',
    'save-clip.name',
    'save-clip.format',
    'save-clip.quality',
    'save-clip.sound',
    'save-clip.metadata',
  ]);
  for (const { definition, key, spec } of ofFiles) {
    const before = keysOf(definition.type, {});
    expect(keysOf(definition.type, {}, 2)).not.toEqual(before);
    fc.assert(
      fc.property(valuesOf(spec), (value) => {
        expect(keysOf(definition.type, { [key]: value })).toEqual(before);
        // It does change how the file is written.
        const settingsOf = definition.type === 'save-clip' ? clipSettings : saveSettings;
        expect(settingsOf({ [key]: value })).toMatchObject({ [key]: value });
      }),
      { numRuns: 30 },
    );
  }
});

test('values that no file can have are still refused', () => {
  const document = graph(
    [node('n', 'noise'), node('of', 'save-image', { quality: 500 })],
    [wire('n.image', 'of.image')],
  );
  const { errors } = compile(document, catalog, { environment, targets: ['of'] });
  expect(errors).toMatchObject([{ code: 'param-value', node: 'of', param: 'quality' }]);
});
