import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv } from 'node:process';
import { preview } from 'vite';
import { killCycles } from '../test/e2e/kill-cycles.ts';

/**
 * Ends Chromium with SIGKILL in the middle of editing, 300 times or as often as is said, and checks
 * after each start that nothing older than 600 ms was lost: `npm run kills -- [KILLS] [SEED]`. Takes
 * some minutes and is meant for the night, on an idle machine; 30 kills without the limit are a test.
 */

const [kills = '300', seed = String(Date.now() % 1_000_000)] = argv.slice(2);
const profile = await mkdtemp(join(tmpdir(), 'dreamgraph-kills-'));
const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
try {
  const address = server.resolvedUrls?.local[0] ?? '';
  const began = performance.now();
  const report = await killCycles({
    address,
    profile,
    kills: Number(kills),
    seed: Number(seed),
    grace: 600,
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(JSON.stringify({ ...report, seconds }));
  process.exitCode = report.failures.length > 0 || report.edits < report.kills ? 1 : 0;
} finally {
  await server.close();
  await rm(profile, { recursive: true, force: true });
}
