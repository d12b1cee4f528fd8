import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { argv, exit } from 'node:process';
import { isNumbered } from '../src/cli/clips/clip-path.ts';
import { zoomGraph } from '../test/cli/film/zoom-graph.ts';
import { killRuns } from '../test/cli/photos/kill-runs.ts';

/**
 * Ends the command line with SIGKILL in the middle of a film, ten times or as often as is said, as
 * numbered pictures and as each kind of film, and checks that the files are those of an undisturbed
 * run: `npm run kill-film -- [KILLS] [SEED] [FRAMES] [OUTPUT...]`. A smaller one is a test.
 */

const [kills = '10', seed = String(Date.now() % 1_000_000), frames = '40', ...chosen] =
  argv.slice(2);
const outputs = ['frames/%04d.png', 'film.webp', 'film.gif', 'film.mp4', 'film.webm'];
const folder = await mkdtemp(join(tmpdir(), 'dreamgraph-kill-film-'));
let failed = false;
try {
  const graph = join(folder, 'zoom.json');
  await writeFile(graph, zoomGraph({ frames: Number(frames), size: 96, iterations: 3 }));
  for (const output of chosen.length > 0 ? chosen : outputs) {
    const began = performance.now();
    const report = await killRuns({
      ...{ folder: join(folder, extname(output)), output, most: 5 },
      ...{ kills: Number(kills), seed: Number(seed) },
      waiting: isNumbered(output) ? 0 : Number(frames),
      args: ['--graph', graph, '--frames', 'all'],
    });
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(JSON.stringify({ output, seed: Number(seed), ...report, seconds }));
    failed ||= report.failures.length > 0;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
exit(failed ? 1 : 0);
