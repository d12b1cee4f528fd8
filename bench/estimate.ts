import { execFile } from 'node:child_process';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EstimatedRun } from './engine/estimated-run.ts';
import { machine } from './machine/load.ts';
import { rounded } from './measure.ts';

const script = fileURLToPath(new URL('./engine/estimated-run.ts', import.meta.url));
const widths = [160, 512, 1024, 2000];

/**
 * What a run is expected to take, in seconds and in bytes of memory at its peak, against what it
 * took, by the width of its picture: of 3/4 of that in height. Ratios are expected over measured.
 * Widths may be given: `npm run -s bench -- estimate 6000`.
 */
export async function benchEstimate(): Promise<object> {
  const given = argv.slice(3).map(Number);
  const runs: object[] = [];
  for (const width of given.length > 0 ? given : widths) {
    if (!Number.isInteger(width) || width < 64) throw new Error(`${width} is no width in pixels.`);
    runs.push(shown(await runAt(width), machine().load1));
  }
  return { cores: machine().cores, runs };
}

async function runAt(width: number): Promise<EstimatedRun> {
  const { stdout } = await promisify(execFile)(execPath, ['--import', 'tsx', script, `${width}`]);
  return JSON.parse(stdout) as EstimatedRun;
}

function shown(run: EstimatedRun, load1: number): object {
  const { width, seconds, expectedSeconds, peakBytes, expectedBytes } = run;
  return {
    ...{ width, seconds: rounded(seconds), expectedSeconds: rounded(expectedSeconds) },
    ratioOfSeconds: rounded(expectedSeconds / seconds),
    ...{
      megabytes: Math.round(peakBytes / 1e6),
      expectedMegabytes: Math.round(expectedBytes / 1e6),
    },
    ratioOfBytes: rounded(expectedBytes / peakBytes),
    load1,
  };
}
