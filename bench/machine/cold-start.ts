import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Milliseconds from the start of the command's process to the end of its first step, on a photo of
 * 224 pixels.
 */
export function coldStart(): number {
  const folder = mkdtempSync(join(tmpdir(), 'dreamgraph-'));
  const [out, report] = [join(folder, 'dream.png'), join(folder, 'report.json')];
  const flags = ['--size', '224', '--octaves', '1', '--iterations', '1', '--quiet'];
  const args = ['scripts/dream.js', 'assets/samples/mountains.jpg', ...flags, '-o', out];
  const run = spawnSync(process.execPath, [...args, '--report', report], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  const { firstStepMs } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(folder, { recursive: true });
  return firstStepMs;
}
