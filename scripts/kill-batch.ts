import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv } from 'node:process';
import { killRuns } from '../test/cli/photos/kill-runs.ts';
import { makePhotos } from '../test/cli/photos/make-photos.ts';

/**
 * Ends the command line with SIGKILL in the middle of 40 photos, ten times or as often as is said, and
 * checks that the files are those of an undisturbed run, that none was ever seen half, and that none
 * was made twice: `npm run kill-batch -- [KILLS] [SEED]`. A smaller one is a test.
 */

const [kills = '10', seed = String(Date.now() % 1_000_000)] = argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'dreamgraph-kill-batch-'));
try {
  await makePhotos(join(folder, 'photos'), 40);
  const began = performance.now();
  const quick = ['--preset', 'deepdream', '--octaves', '2', '--iterations', '3'];
  const report = await killRuns({
    ...{ folder, output: '.', most: 5, kills: Number(kills), seed: Number(seed) },
    args: [join(folder, 'photos'), ...quick],
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(JSON.stringify({ seed: Number(seed), ...report, seconds }));
  process.exitCode = report.failures.length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
