import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeterministic, readSums, sumsOfDocuments, sumsOfGraph } from '../../scripts/sums.ts';
import type { Local } from '../../src/runtime/node.ts';

/** The quick ones: each network, a guide, noise. `npm run -s sums` compares all, in two minutes. */
const quick = ['deepdream', 'every-node', 'from-noise', 'guided-painting', 'herd'];
const recorded = await readSums();
let local: Local;

beforeAll(async () => {
  local = await openDeterministic();
});
afterAll(() => local.close());

test('documents are saved as they were when their sums were recorded', async () => {
  expect(await sumsOfDocuments()).toEqual(recorded.documents);
});

test.each(quick)('%s gives the pixels whose sums were recorded', async (name) => {
  expect(await sumsOfGraph(local, name)).toEqual(recorded.pictures[name]);
});
