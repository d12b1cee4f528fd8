import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv, execPath } from 'node:process';
import { zoomGraph } from '../test/cli/film/zoom-graph.ts';

/**
 * Makes a film of 1,000 frames, each a dream that goes on from the one before, and prints the resident
 * memory of the command in megabytes at every 50th frame: `npm run command-memory -- [FRAMES] [ITERATIONS]`.
 * Fails if it grows by more than a tenth from frame 50 on. On Linux only.
 */

const [frames = 1000, iterations = 1] = argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'dreamgraph-film-memory-'));
const resident: [frame: number, megabytes: number][] = [];
try {
  await writeFile(join(folder, 'zoom.json'), zoomGraph({ frames, size: 96, iterations }));
  await mkdir(join(folder, 'frames'));
  const film = ['--graph', join(folder, 'zoom.json'), '--frames', 'all', '-q'];
  const child = spawn(
    execPath,
    ['build/command/main.js', ...film, '-o', join(folder, 'frames', '%04d.png')],
    { stdio: 'inherit' },
  );
  const watcher = watch(join(folder, 'frames'), (_event, name) => {
    const frame = Number(/^(\d+)\.png$/.exec(name ?? '')?.[1] ?? Number.NaN);
    if (frame % 50 !== 0 || resident.some(([known]) => known === frame)) return;
    resident.push([frame, 0]);
    void readFile(`/proc/${child.pid}/status`, 'utf8').then((status) => {
      const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
      resident[resident.findIndex(([known]) => known === frame)] = [
        frame,
        Math.round(kilobytes / 1024),
      ];
    });
  });
  const code = await new Promise((done) => child.on('exit', done));
  watcher.close();
  const after = resident.filter(([frame]) => frame >= 50).map(([, megabytes]) => megabytes);
  const [start = 0] = after;
  const most = Math.max(...after);
  console.log(JSON.stringify({ frames, code, resident, start, most }));
  process.exitCode = code === 0 && most <= 1.1 * start ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
