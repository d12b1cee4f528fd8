import { expect, test } from 'vitest';
import { editGraph } from '../../src/cli/graph/edit-graph.ts';
import { openPreset } from '../../src/cli/graph/open-graph.ts';
import { readOptions } from '../../src/cli/options/options.ts';
import type { Result } from '../../src/common/result.ts';

function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test('a value on the command line stands still, although keys moved it; other keys stay', async () => {
  const { document } = expectOk(await openPreset('dreaming-clip'));
  const flags = ['--preset', 'dreaming-clip', '--iterations', '3', '--set', 'warp.feather=2'];
  const edited = expectOk(editGraph(document, expectOk(readOptions(flags, ['iterations']))));
  const ascent = edited.nodes.find(({ id }) => id === 'ascent');
  expect(ascent?.params.iterations).toBe(3);
  expect(document.tracks?.map(({ param }) => param)).toEqual(['iterations', 'count']);
  expect(edited.tracks?.map(({ param }) => param)).toEqual(['count']);
});
