import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/engine/backend/self-test/fingerprint.ts';
import { knownAnswers } from '../../../src/engine/backend/self-test/known-answers.ts';
import { referenceAnswers } from './known-answer-reference.ts';

test.each(Object.entries(referenceAnswers))(
  'the stored answer is what plain loops give: %s',
  (name, compute) => {
    const { rms, probes, projection } = fingerprint(compute());
    const stored = knownAnswers[name as keyof typeof knownAnswers];
    expect(stored.rms / rms).toBeCloseTo(1, 9);
    expect(stored.projection / projection).toBeCloseTo(1, 9);
    expect(stored.probes.map((probe) => probe / rms)).toEqual(
      probes.map((probe) => expect.closeTo(probe / rms, 9)),
    );
  },
);

test('a fingerprint notices a single wrong element, wherever it is', () => {
  const compute = referenceAnswers['max pooling'];
  const right = fingerprint(compute());
  const misses = compute().filter((value, i, values) => {
    const wrong = fingerprint(values.with(i, value + right.rms));
    return Math.abs(wrong.projection - right.projection) < 2e-4 * right.rms;
  });
  // Only an element whose pseudo-random weight is almost zero can hide from the projection.
  expect(misses.length).toBeLessThanOrEqual(1);
});
