import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv } from 'node:process';
import { deflateRawSync } from 'node:zlib';
import { type Page, chromium as playwright } from '@playwright/test';
import { preview } from 'vite';
import { chromium } from '../test/chromium.ts';
import { zoomGraph } from '../test/cli/film/zoom-graph.ts';

/**
 * Renders a film of many small frames in Chromium, each a dream that goes on from the one before, and
 * prints what the browser takes of memory as it goes: `npm run film-memory -- [FRAMES] [ITERATIONS]
 * [SIZE]`. A line of JSON at the first frame, the 50th, and each twentieth part of the film; ends with 1
 * if more than a tenth was added after frame 50. On Linux only.
 */

const [frames = 1000, iterations = 1, size = 64] = argv.slice(2).map(Number);
const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
// With a profile, as a person has one: without, Chromium keeps the database of the frames in memory.
const profile = await mkdtemp(join(tmpdir(), 'dreamgraph-film-memory-'));
const browser = await playwright.launchPersistentContext(profile, chromium);
try {
  const page = await browser.newPage();
  const address = server.resolvedUrls?.local[0] ?? '';
  const film = zoomGraph({ frames, size, iterations });
  const graph = deflateRawSync(Buffer.from(film)).toString('base64url');
  await page.goto(`${address}#g=${graph}`);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByRole('button', { name: 'Render the range' }).click();
  process.exitCode = await follow(page, frames);
} finally {
  await browser.close();
  await server.close();
  await rm(profile, { recursive: true, force: true });
}

/** @returns 1 if memory has grown from frame 50 on. */
async function follow(page: Page, count: number): Promise<number> {
  const began = performance.now();
  const step = Math.max(1, Math.round(count / 20));
  let next = 1;
  let from50: number | undefined;
  for (;;) {
    const done = await renderedFrames(page);
    if (done >= next || done === count) {
      const megabytes = await memory(page);
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(JSON.stringify({ frame: done, seconds, ...megabytes }));
      if (done >= 50) from50 ??= megabytes.all;
      if (done === count) return megabytes.all > 1.1 * (from50 ?? megabytes.all) ? 1 : 0;
      next = done < 50 ? 50 : done + step;
    }
    await page.waitForTimeout(250);
  }
}

async function renderedFrames(page: Page): Promise<number> {
  const words = await page.getByText(/^\d+ rendered/).allTextContents();
  return Number.parseInt(words[0] ?? '0', 10);
}

/** Megabytes: of the page's own objects, of all processes of the browser, and of each kind of process. */
async function memory(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const mega = (bytes: number) => Math.round(bytes / 1e6);
  const processes = await residentOfBrowser();
  const all = processes.reduce((sum, { bytes }) => sum + bytes, 0);
  const kinds: Record<string, number> = {};
  for (const { kind, bytes } of processes) kinds[kind] = (kinds[kind] ?? 0) + mega(bytes);
  return { page: mega(usedSize), all: mega(all), kinds };
}

/** Bytes that stay in memory of every Chromium that descends from this process. */
async function residentOfBrowser() {
  const parents = new Map<number, number>();
  const processes: { readonly id: number; readonly kind: string; readonly bytes: number }[] = [];
  for (const id of (await readdir('/proc')).map(Number).filter(Boolean)) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const kind = /--utility-sub-type=(\w+)|--type=(?!utility)([\w-]+)/
      .exec(command)
      ?.slice(1)
      .join('');
    parents.set(id, Number(fields[1]));
    processes.push({ id, kind: kind || 'browser', bytes: Number(fields[21]) * 4096 });
  }
  const descends = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === process.pid || descends(parents.get(id)));
  return processes.filter(({ id }) => id !== process.pid && descends(id));
}
