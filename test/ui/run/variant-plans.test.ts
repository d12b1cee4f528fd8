import { expect, test } from 'vitest';
import deepdream from '../../../presets/deepdream.json';
import { applyVariant } from '../../../src/graph/document/variants.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { compileOnce } from '../../../src/ui/run/variant-plans.ts';

const parsed = parseDocument(deepdream, catalog);
if (!parsed.ok) throw new Error(parsed.problem.message);
const ascent = parsed.value.document.nodes.find(({ type }) => type === 'gradient-ascent')?.id ?? '';
const document = {
  ...parsed.value.document,
  variants: [{ id: 'v', name: 'Long', params: { [ascent]: { iterations: 99 } } }],
};
const environment = () => ({ profile: 'test', files: new Map(), seed: () => 1 });

test('a variant is compiled once for an environment, whoever asks', () => {
  const first = environment();
  const own = compileOnce(document, first);
  const varied = compileOnce(applyVariant(document, 'v'), first);
  expect(varied.plan).not.toEqual(own.plan);
  expect(compileOnce(applyVariant(document, 'v'), first)).toBe(varied);
  const again = compileOnce(applyVariant(document, 'v'), environment());
  expect(again).not.toBe(varied);
  expect(again).toEqual(varied);
});
