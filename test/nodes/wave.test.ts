import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParamValues } from '../../src/graph/document/document.ts';
import type { NodeParams, RunContext } from '../../src/nodes/_run/node-run.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';
import { expectValue, paramsOf } from './recording-context.ts';

type WaveParams = Partial<NodeParams<typeof catalog.wave>>;

/** The wave's number at each frame, computed as the compiler and the executor do. */
async function numbers(params: WaveParams, frames: readonly number[]): Promise<readonly number[]> {
  const given = paramsOf(catalog.wave, params);
  const at = frames.map(async (frame) => {
    const time = { frame, frames: 1000, fps: 24 };
    const moved = catalog.wave.atFrame?.(given as ParamValues, time);
    const context = {} as RunContext;
    const { number } = await expectValue(runs.wave({}, { ...given, ...moved }, context));
    return number;
  });
  return Promise.all(at);
}

describe('a wave', () => {
  test.each([
    ['sine', [0, 0.5, 1, 0.5, 0]],
    ['triangle', [0, 0.5, 1, 0.5, 0]],
    ['square', [0, 0, 1, 1, 0]],
  ] as const)('%s begins low and is high half a period later', async (shape, expected) => {
    const found = await numbers({ shape, period: 8 }, [0, 2, 4, 6, 8]);
    for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 12);
  });

  test('has its bounds, also upside down, and a phase', async () => {
    expect(await numbers({ shape: 'triangle', period: 8, low: 2, high: -2 }, [0, 4])).toEqual([
      2, -2,
    ]);
    expect(await numbers({ shape: 'triangle', period: 8, phase: 0.5 }, [0, 4])).toEqual([1, 0]);
    expect(await numbers({ shape: 'triangle', period: 8, phase: 1 }, [0])).toEqual([0]);
  });

  test('is the same to the bit one period later, so that a film loops', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('sine' as const, 'triangle' as const, 'noise' as const),
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(500),
        async (shape, period, phase, frame) => {
          const [now, later] = await numbers({ shape, period, phase }, [frame, frame + period]);
          expect(later).toBe(now);
        },
      ),
    );
  });
});

describe('noise', () => {
  const every = Array.from({ length: 200 }, (_, frame) => frame);

  test('stays between low and high, and goes smoothly, over the end of its period too', async () => {
    for (const loops of [true, false]) {
      const found = await numbers({ shape: 'noise', period: 50, loops }, every);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...found)).toBeLessThanOrEqual(1);
      const steps = found.slice(1).map((value, at) => Math.abs(value - (found[at] ?? 0)));
      // A smoothstep is at most half as steep again as a straight line, here from 0 to 1 in 6.25 frames.
      expect(Math.max(...steps)).toBeLessThan(1.5 / 6.25);
      expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(0.3);
    }
  });

  test('comes again when it repeats, and else does not', async () => {
    const first = every.slice(0, 50);
    const second = every.slice(50, 100);
    const repeats = { shape: 'noise', period: 50 } as const;
    expect(await numbers(repeats, second)).toEqual(await numbers(repeats, first));
    const wanders = { ...repeats, loops: false };
    expect(await numbers(wanders, first)).not.toEqual(await numbers(wanders, second));
    expect((await numbers(wanders, [50]))[0]).toBe(
      (await numbers({ ...repeats, seed: 2 }, [0]))[0],
    );
  });

  test('is another for another seed', async () => {
    const noise = { shape: 'noise', period: 50 } as const;
    expect(await numbers({ ...noise, seed: 3 }, every)).not.toEqual(await numbers(noise, every));
  });
});

test('a seed of its own for each frame: never twice, and of nothing but seed and frame', () => {
  const seedAt = (seed: number, frame: number, eachFrame = true) =>
    catalog.seed.atFrame?.({ seed, eachFrame }, { frame, frames: 9, fps: 24 }).seed ?? seed;
  expect(seedAt(5, 0)).toBe(5);
  expect(seedAt(5, 7, false)).toBe(5);
  const seeds = Array.from({ length: 10_000 }, (_, frame) => seedAt(2 ** 32 - 1, frame));
  expect(new Set(seeds).size).toBe(10_000);
  for (const seed of seeds) expect(catalog.seed.params.seed.validate(seed).ok).toBe(true);
});
