import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv } from 'node:process';
import { killMachines } from '../test/cli/farm/kill-machines.ts';
import { makePhotos } from '../test/cli/photos/make-photos.ts';

/**
 * Makes 100 pictures by a queue with four machines, one of which is ended with SIGKILL every few
 * seconds and started anew, and whose Redis is killed once; and checks that each picture was made once
 * and is equal to that of one machine alone: `npm run kill-queue -- [JOBS] [SECONDS]`. A smaller one is
 * a test.
 */

const [jobs = '100', every = '4'] = argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'dreamgraph-kill-queue-'));
try {
  const [photo = ''] = await makePhotos(join(folder, 'photos'), 1);
  const report = await killMachines({
    ...{ folder, jobs: Number(jobs), machines: 4, kills: Number(jobs), every: Number(every) },
    args: [join(folder, 'photos', photo), '--size', '96', '--octaves', '1', '--iterations', '2'],
  });
  console.log(JSON.stringify(report));
  process.exitCode = report.failures.length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
