import { expect, test } from '@playwright/test';
import { killCycles } from './kill-cycles.ts';

test('a browser that is killed while somebody edits leaves readable documents with the edits in order', async ({
  baseURL,
}, info) => {
  // Under other load each start of the browser takes its time.
  test.setTimeout(400_000);
  // Another moment each time; what is printed gives the same ones again.
  const seed = Math.floor(Math.random() * 1_000_000);
  const report = await killCycles({
    address: baseURL ?? '',
    profile: info.outputPath('profile'),
    kills: 30,
    seed,
    // `npm run kills` holds to 600 ms, on a machine that does nothing else.
    grace: 10_000,
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  expect(report.failures).toEqual([]);
  expect(report.edits).toBeGreaterThan(30);
});
