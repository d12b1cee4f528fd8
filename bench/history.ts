import type { Browser, CDPSession, Page } from 'playwright-core';
import { countUrls } from '../test/e2e/count-urls.ts';
import { fillHistory } from '../test/e2e/fill-history.ts';
import { newPage, withBuiltApp } from './browser/built-app.ts';
import { machine } from './machine/load.ts';
import { median } from './measure.ts';

const entries = 500;
const rounds = 5;

/**
 * The history with 500 pictures in the built app: the time to open it (until its rows are shown, and
 * until all visible thumbnails are), and the memory of the page before and after scrolling through it.
 */
export async function benchHistory(): Promise<object> {
  const before = machine();
  const measured = await withBuiltApp(measure);
  return { entries, ...measured, machine: { before, after: machine() } };
}

async function measure(browser: Browser, address: string): Promise<object> {
  const page = await newPage(browser, address);
  const urls = await countUrls(page);
  await page.goto('/');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('Pictures of finished runs appear here.').waitFor();
  await fillHistory(page, entries, 360);

  const opened: { lines: number; pictures: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.reload({ waitUntil: 'networkidle' });
    opened.push(await open(page));
  }
  const session = await page.context().newCDPSession(page);
  await scrollThrough(page);
  const before = { ...(await held(session)), urls: await urls() };
  for (let time = 0; time < 3; time++) await scrollThrough(page);
  const after = { ...(await held(session)), urls: await urls() };
  return {
    openMs: {
      lines: Math.round(median(opened.map(({ lines }) => lines))),
      pictures: Math.round(median(opened.map(({ pictures }) => pictures))),
    },
    before,
    after,
  };
}

/** Milliseconds from the click to the rows of pictures, and to the last visible thumbnail. */
function open(page: Page): Promise<{ lines: number; pictures: number }> {
  return page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'History',
    );
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const seen = () =>
      [...document.querySelectorAll('[data-entry]')].filter(
        (entry) => entry.getBoundingClientRect().top < innerHeight,
      );
    const start = performance.now();
    button?.click();
    while (seen().length === 0) await frame();
    const lines = performance.now() - start;
    const drawn = (entry: Element) => (entry.querySelector('img')?.naturalWidth ?? 0) > 0;
    while (!seen().every(drawn)) await frame();
    return { lines, pictures: performance.now() - start };
  });
}

/** Scrolls to the oldest picture and back. */
async function scrollThrough(page: Page): Promise<void> {
  await page.mouse.move(600, 500);
  for (const way of [1, -1]) {
    for (let turn = 0; turn < 40; turn++) {
      await page.mouse.wheel(0, way * 800);
      await page.waitForTimeout(16);
    }
  }
}

/** After a garbage collection: megabytes of the heap, and DOM nodes. */
async function held(session: CDPSession): Promise<{ heapMB: number; nodes: number }> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  return { heapMB: Math.round(usedSize / 1e5) / 10, nodes };
}
