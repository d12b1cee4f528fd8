import { readdir, readFile } from 'node:fs/promises';
import { argv, exit } from 'node:process';
import { deflateRawSync } from 'node:zlib';
import { type Page, chromium as playwright } from '@playwright/test';
import { preview } from 'vite';
import { chromium } from '../test/chromium.ts';

/**
 * Renders a film of many small frames, each made from the one before, in Chromium, and prints what the
 * browser takes of memory as it goes: `npm run film-memory -- [FRAMES] [SIDE]`. Needs a built app. A
 * line of JSON for each hundredth part; ends with 1 if more than a tenth was added after frame 50.
 */

const [frames = '1000', side = '96'] = argv.slice(2);
const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
const browser = await playwright.launch(chromium);
try {
  const page = await browser.newPage();
  const address = server.resolvedUrls?.local[0] ?? '';
  const graph = deflateRawSync(Buffer.from(JSON.stringify(film()))).toString('base64url');
  await page.goto(`${address}#g=${graph}`);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByRole('button', { name: 'Render the range' }).click();
  exit(await follow(page, Number(frames)));
} finally {
  await browser.close();
  await server.close();
}

/** Noise that is zoomed into without end: each frame goes on from the one before. */
function film() {
  const node = (id: string, type: string, params = {}) => ({ id, type, params });
  const wire = (from: string, to: string, input: string) => ({
    id: `${from} ${to} ${input}`,
    from: { node: from, output: 'image' },
    to: { node: to, input },
  });
  return {
    format: 'dreamgraph',
    version: 2,
    name: 'Film of many frames',
    nodes: [
      node('noise', 'noise', { size: Number(side) }),
      node('before', 'previous-frame'),
      node('zoom', 'transform', { zoom: 1.03 }),
      node('save', 'save-image'),
    ],
    edges: [
      wire('noise', 'before', 'first'),
      wire('zoom', 'before', 'next'),
      wire('before', 'zoom', 'image'),
      wire('zoom', 'save', 'image'),
    ],
    sequence: { frames: Number(frames), fps: 24 },
  };
}

/** @returns 1 if memory has grown from frame 50 on. */
async function follow(page: Page, count: number): Promise<number> {
  const step = Math.max(1, Math.round(count / 20));
  const began = performance.now();
  let next = 50;
  let atFirst = 0;
  for (;;) {
    const done = await renderedFrames(page);
    if (done >= next || done === count) {
      const megabytes = await memory(page);
      if (atFirst === 0) atFirst = megabytes.all;
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(JSON.stringify({ frame: done, seconds, ...megabytes }));
      if (done === count) return megabytes.all > 1.1 * atFirst ? 1 : 0;
      next = done + step;
    }
    await page.waitForTimeout(250);
  }
}

async function renderedFrames(page: Page): Promise<number> {
  const words = await page.getByText(/^\d+ rendered/).allTextContents();
  return Number.parseInt(words[0] ?? '0', 10);
}

/** Megabytes: of the page's own objects, and of all processes of the browser. */
async function memory(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const mega = (bytes: number) => Math.round(bytes / 1e6);
  return { page: mega(usedSize), all: mega(await residentOfBrowser()) };
}

/** Bytes that stay in memory of every Chromium that descends from this process. */
async function residentOfBrowser(): Promise<number> {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const id of (await readdir('/proc')).map(Number).filter(Boolean)) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parents.set(id, Number(fields[1]));
    resident.set(id, Number(fields[21]) * 4096);
  }
  const descends = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === process.pid || descends(parents.get(id)));
  return [...resident]
    .filter(([id]) => id !== process.pid && descends(id))
    .reduce((sum, [, bytes]) => sum + bytes, 0);
}
