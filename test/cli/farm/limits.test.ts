import { expect, test } from 'vitest';
import { checkLimits, usualLimits } from '../../../src/cli/farm/limits.ts';
import { openPreset } from '../../../src/cli/graph/open-graph.ts';
import type { Json } from '../../../src/graph/document/json.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { compile, deterministicProfile } from '../../../src/runtime/node.ts';

/** What a machine says to the default graph with other values. */
async function told(
  changes: Readonly<Record<string, Readonly<Record<string, Json>>>>,
  limits = usualLimits,
) {
  const opened = await openPreset('deepdream');
  if (!opened.ok) throw new Error(opened.problem.message);
  const { document } = opened.value;
  const nodes = document.nodes.map((node) => ({
    ...node,
    params: { ...node.params, ...changes[node.type] },
  }));
  const environment = { profile: deterministicProfile, files: new Map(), seed: () => 1 };
  const { plan, errors } = compile({ ...document, nodes }, catalog, { environment });
  const [error] = errors;
  if (error) return `${error.code}: ${error.message} ${error.remedy}`;
  const checked = checkLimits(plan, limits);
  return checked.ok ? 'runs' : `${checked.problem.code}: ${checked.problem.message}`;
}

test('the default graph runs', async () => {
  expect(await told({})).toBe('runs');
});

test('a picture of 30,000 pixels is refused before anything is computed', async () => {
  const size = (side: number) => ({ 'load-image': { fit: 'stretch', width: side, height: side } });
  expect(await told(size(30_000))).toMatch(/^param-value: Load Image, Width: 30000 does not fit/);
  expect(await told(size(5000), { ...usualLimits, megapixels: 20 })).toBe(
    'over-limit: Load Image asks for a picture of 25 megapixels; this machine takes 20.',
  );
});

test('more steps than a machine has time for are refused before anything is computed', async () => {
  const steps = (iterations: number) => ({ 'gradient-ascent': { iterations } });
  expect(await told(steps(1e9))).toMatch(/^param-value: Gradient Ascent, Iterations/);
  const size = { fit: 'stretch', width: 8_000, height: 8_000 };
  expect(await told({ ...steps(500), 'load-image': size })).toMatch(
    /^over-limit: The graph asks for about [\d,]+ minutes of work; this machine takes 240\.$/,
  );
});
