import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { ascend } from '../../../src/engine/ascent/ascend.ts';
import type { AscentPlace } from '../../../src/engine/ascent/events.ts';
import type { AscentOptions } from '../../../src/engine/ascent/options.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Objective } from '../../../src/engine/objective/objective.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { randomPicture } from '../picture/pictures.ts';
import { expectOk, layerTerm, octavesOf, plain, tinyNetwork } from './run-ascent.ts';

const octaves = octavesOf(randomPicture(40, 32, 3), 4);
const objective: Objective = {
  terms: [layerTerm(tinyNetwork()), { kind: 'start-distance', weight: 0.1 }],
};
const steps = 3;

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

/** Goes on from a place, until so many steps were taken. */
async function climbFrom(
  options: AscentOptions,
  start: AscentPlace | undefined,
  most = Number.POSITIVE_INFINITY,
) {
  const session = createSession();
  const stop = new AbortController();
  const run = ascend(session, octaves, objective, options, stop.signal, start);
  let taken = 0;
  let place = start;
  for (;;) {
    const { done, value } = await run.next();
    if (done) {
      session.dispose();
      return { taken, place, ...expectOk(value) };
    }
    if (value.kind === 'octave-done') place = structuredClone(value.place);
    if (value.kind === 'step' && ++taken === most) stop.abort();
  }
}

test('an ascent that was stopped anywhere goes on from its last octave, to the same bit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        carry: fc.constantFrom('detail' as const, 'picture' as const),
        edges: fc.constantFrom('wrap' as const, 'mirror' as const),
        calibrate: fc.boolean(),
        average: fc.constantFrom(0, 0.5),
        seed: fc.nat(99),
      }),
      fc.integer({ min: 1, max: 4 * steps - 1 }),
      fc.integer({ min: 1, max: 4 * steps - 1 }),
      async (changes, first, second) => {
        const options: AscentOptions = { ...plain, iterations: [steps], jitter: 6, ...changes };
        const whole = await climbFrom(options, undefined);
        const stopped = await climbFrom(options, undefined, first);
        expect(stopped.end).toBe('stopped');
        // Stopped a second time, it still goes on from where it got.
        const again = await climbFrom(options, stopped.place, second);
        const rest = await climbFrom(options, again.place);
        expect(rest.end).toBe('done');
        expect(rest.octaves.details).toEqual(whole.octaves.details);
        expect(whole.taken).toBe(4 * steps);
        const saved = Math.max(Math.floor(first / steps), again.place?.octave ?? 0);
        expect(rest.taken).toBe((4 - saved) * steps);
      },
    ),
    { numRuns: 12 },
  );
});
