import { fail, ok } from '../../src/common/result.ts';
import type { Mask, Picture } from '../../src/engine/picture/index.ts';
import type { RunContext } from '../../src/nodes/_run/node-run.ts';
import { createCache } from '../../src/runtime/cache/value-cache.ts';
import type { AnyRun, ExecutorDeps, Runs } from '../../src/runtime/execute/executor-types.ts';
import { catalog } from './catalog.ts';

/** A square picture of one grey value. */
export function flat(value: number, size = 4): Picture {
  return { width: size, height: size, data: new Float32Array(size * size * 3).fill(value) };
}

export function greyOf(picture: unknown): number {
  return (picture as Picture).data[0] ?? Number.NaN;
}

/** How the nodes of the test catalog behave; `calls` lists the types in the order they ran. */
export function testRuns(calls: string[] = []): Runs {
  const entries: Record<string, (inputs: never, params: never, context: RunContext) => unknown> = {
    photo: (_: never, { size }: { size: number }) => ok({ image: flat(0.25, size) }),
    noise: (_: never, { seed }: { seed: number }) => ok({ image: flat(seed) }),
    blur: blurRun as never,
    mix: (
      { images, mask }: { images: readonly Picture[]; mask?: Mask },
      _: never,
      context: RunContext,
    ) => {
      context.tellShares(images.map(() => 1 / images.length));
      const sum = images.reduce((total, image) => total + greyOf(image), 0);
      return ok({ image: flat(sum * (mask?.data[0] ?? 1)) });
    },
    split: ({ image }: { image: Picture }) =>
      ok({ low: flat(greyOf(image) - 1), high: flat(greyOf(image) + 1) }),
    network: () => fail({ code: 'network', message: 'There is no network in this test.' }),
    number: (_: never, { value }: { value: number }) => ok({ number: value }),
    seed: (_: never, { seed }: { seed: number }) => ok({ seed }),
    show: ({ image }: { image: Picture }) => ok({ image }),
  };
  return Object.fromEntries(
    Object.entries(entries).map(([type, run]) => [
      type,
      ((inputs, params, context) => {
        calls.push(type);
        return run(inputs, params, context);
      }) as AnyRun,
    ]),
  );
}

/**
 * Adds `amount` in `steps` steps, telling of each, with a pause before it so that messages come in.
 * Hard mode throws, as a bug would; an amount of 10 is refused, one of 9 is warned of.
 */
async function blurRun(
  { image }: { image: Picture },
  { amount, steps, mode }: { amount: number; steps: number; mode: string },
  context: RunContext,
) {
  if (mode === 'hard') throw new Error('index out of range');
  if (amount === 9) context.warn({ code: 'nearly-too-much', message: 'Nine is nearly too much.' });
  if (amount === 10) return fail({ code: 'too-much', message: 'Ten is too much.' });
  for (let step = 1; step <= steps; step++) {
    if (context.signal.aborted) {
      if (!context.isKept()) return fail({ code: 'cancelled', message: 'Stopped.' });
      context.cutShort({ octave: step, octaves: steps });
      return ok({ image: flat(greyOf(image) + (amount * (step - 1)) / steps) });
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
    context.onAscent?.({
      kind: 'step',
      octave: 0,
      step,
      objective: step,
      terms: [],
      progress: step / steps,
      preview: async () => flat(step),
    });
    context.progress(step / steps, { octave: step, octaves: steps });
    await context.preview(async () => flat(step / steps));
  }
  return ok({ image: flat(greyOf(image) + amount) });
}

export function testDeps(options: { calls?: string[]; budget?: number } = {}): ExecutorDeps {
  const unused = () => Promise.reject(new Error('No test of this module reads files here.'));
  return {
    catalog,
    runs: testRuns(options.calls),
    cache: createCache(options.budget ?? 1e8),
    services: {
      session: { program: () => fail({ code: 'none', message: 'None.' }), dispose: () => {} },
      readPicture: unused,
      loadNetwork: unused,
      openClip: unused,
    },
    profile: 'test',
  };
}
