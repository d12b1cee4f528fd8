import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../src/engine/backend/use-backend.ts';
import { forbidArraysAbove } from './allocations.ts';
import { targets } from './targets.ts';

/**
 * Whatever comes from outside ends in a value or in a problem in a sentence, and soon. Some hundred
 * inputs of each kind, always the same ones; `npm run fuzz` tries more, and others each time.
 */
const nightly = process.env.DREAMGRAPH_FUZZ_RUNS !== undefined;
const runs = Number(process.env.DREAMGRAPH_FUZZ_RUNS ?? 200);
const seed = Number(process.env.DREAMGRAPH_FUZZ_SEED ?? 17);
/** Milliseconds for one input, which take a few. */
const longest = 2000;
/** How many times as long an input may take that is ten times as large: twice what is in proportion. */
const growth = 20;

beforeAll(async () => {
  await useBackend('cpu');
  forbidArraysAbove(2 ** 30);
});

describe.each(Object.entries(targets))('%s', (_, { inputs, read, ofSize }) => {
  test(`${runs} inputs of seed ${seed}`, { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const start = performance.now();
        await read(input);
        expect(performance.now() - start).toBeLessThan(longest);
      }),
      { seed, numRuns: runs },
    );
  });

  // Times mean something only where nothing else runs: not in CI.
  test.runIf(nightly)('ten times as large takes no more than in proportion', async () => {
    const time = async (bytes: number) => {
      const input = ofSize(bytes);
      const times: number[] = [];
      for (let round = 0; round < 3; round++) {
        const start = performance.now();
        await read(input);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    await time(20_000);
    const small = Math.max(await time(200_000), 5);
    expect(await time(2_000_000)).toBeLessThan(growth * small);
  });
});
