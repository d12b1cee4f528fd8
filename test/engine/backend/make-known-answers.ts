import { fingerprint } from '../../../src/engine/backend/self-test/fingerprint.ts';
import { referenceAnswers } from './known-answer-reference.ts';

// Writes src/engine/backend/self-test/known-answers.ts to stdout.
const answers = Object.fromEntries(
  Object.entries(referenceAnswers).map(([name, compute]) => [name, fingerprint(compute())]),
);

process.stdout.write(`import type { CheckName } from './checks.ts';
import type { Fingerprint } from './fingerprint.ts';

/**
 * What the checks must give, computed by plain loops in double precision. Made by
 * \`node --import tsx test/engine/backend/make-known-answers.ts\`; known-answers.test.ts compares.
 */
export const knownAnswers: Record<CheckName, Fingerprint> = ${JSON.stringify(answers, null, 2)};
`);
