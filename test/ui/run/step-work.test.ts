import { expect, test } from 'vitest';
import deepdream from '../../../presets/deepdream.json';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { compile } from '../../../src/runtime/browser.ts';
import { workOf } from '../../../src/ui/run/step-work.ts';

const iterations = 10;

/** The work of the preset's ascent of ten iterations, with values of some nodes changed. */
function workWith(changes: Readonly<Record<string, object>> = {}): number {
  const nodes = deepdream.nodes.map((node) => ({
    ...node,
    params: {
      ...node.params,
      ...(node.type === 'gradient-ascent' && { iterations }),
      ...changes[node.type],
    },
  }));
  const parsed = parseDocument({ ...deepdream, nodes }, catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const environment = { profile: 'test', files: new Map(), seed: () => 1 };
  const { plan } = compile(parsed.value.document, catalog, { environment });
  const ascent = plan.steps.find(({ type }) => type === 'gradient-ascent');
  if (!ascent) throw new Error('The preset has no ascent.');
  return workOf(ascent, plan);
}

test('an ascent has work by its iterations, its picture size and its octaves', () => {
  const usual = workWith();
  expect(workWith({ 'gradient-ascent': { iterations: 2 * iterations } })).toBeCloseTo(2 * usual);
  expect(workWith({ 'load-image': { size: 1024 } })).toBeCloseTo(4 * usual);
  expect(workWith({ 'load-image': { fit: 'cover', width: 1024, height: 768 } })).toBeCloseTo(
    4 * usual,
  );
  const single = workWith({ 'octave-split': { count: 1 } });
  expect(single).toBeCloseTo((iterations * 512 * 384) / 1e6);
  const two = workWith({ 'octave-split': { count: 2, ratio: 2 } });
  expect(two).toBeCloseTo(1.25 * single);
});
