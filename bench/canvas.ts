import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  button,
  finished,
  middle,
  node,
  openFile,
  withoutFilePickers,
} from '../test/e2e/editor.ts';
import { newPage, withBuiltApp } from './browser/built-app.ts';
import { type Frames, framesDuring, watchFrames } from './browser/frames.ts';
import { largeGraph } from './browser/large-graph.ts';
import { bypassAscent, dreamHasBegun } from './browser/long-dream.ts';
import { machine } from './machine/load.ts';

const nodes = 200;
/** How long each movement of the mouse lasts. */
const seconds = 5;

/**
 * A graph of 200 nodes on the canvas of the built app while it dreams: frame times while a node is
 * dragged and while the canvas is moved, zoomed out to the whole graph, at 100 %, and with the Stage folded.
 */
export async function benchCanvas(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgraph-bench-'));
  try {
    const file = join(folder, 'large.dream.json');
    await writeFile(file, JSON.stringify(largeGraph(nodes)));
    const before = machine();
    const measured = await withBuiltApp((browser, address) => measure(browser, address, file));
    return { nodes, ...measured, machine: { before, after: machine() } };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(browser: Browser, address: string, file: string): Promise<object> {
  const page = await newPage(browser, address);
  await withoutFilePickers(page);
  await watchFrames(page);
  await page.goto('/');
  await openFile(page, file);
  await node(page, 'Preview').first().waitFor();
  // First run everything but the dream, so that every node shows a picture during it.
  await bypassAscent(page);
  await button(page, 'Run').click();
  await finished(page);
  await bypassAscent(page);
  await button(page, 'Run').click();
  await dreamHasBegun(page);

  const merge = node(page, 'Merge').nth(10).getByRole('heading');
  // A graph this large is fitted from its beginning, where nodes can be read.
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('ControlOrMeta+-');
  await merge.click();
  const all = await moveThings(page, merge);
  // A field of a node may have the focus and would receive the keys.
  await merge.click();
  await page.keyboard.press('Shift+F');
  await page.keyboard.press('ControlOrMeta+0');
  await button(page, 'Zoom: 100 %. Back to 100 %').waitFor();
  const full = await moveThings(page, merge);
  // The Stage draws each picture of the dream; the same without it.
  await page.keyboard.press('Shift+P');
  const folded = await moveThings(page, merge);
  await button(page, 'Stop').waitFor();
  return { all, full, folded };
}

async function moveThings(page: Page, title: Locator): Promise<Readonly<Record<string, Frames>>> {
  const at = await middle(title);
  const dragged = await framesDuring(page, () => moveAbout(page, at, 'left'));
  const panned = await framesDuring(page, () => moveAbout(page, at, 'middle'));
  return { dragged, panned };
}

/**
 * In circles with the button held. Told to the browser directly: Playwright looks before each move
 * whether it began to drag a file, which takes longer than a frame.
 */
async function moveAbout(
  page: Page,
  at: { x: number; y: number },
  held: 'left' | 'middle',
): Promise<void> {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down({ button: held });
  const browser = await page.context().newCDPSession(page);
  const buttons = held === 'left' ? 1 : 4;
  const start = performance.now();
  const angle = () => (performance.now() - start) / 400;
  while (performance.now() - start < seconds * 1000) {
    const [x, y] = [at.x + 80 * Math.sin(angle()), at.y + 50 * Math.sin(2 * angle())];
    await browser.send('Input.dispatchMouseEvent', {
      ...{ type: 'mouseMoved', x, y },
      ...{ button: held, buttons },
    });
  }
  await browser.detach();
  await page.mouse.up({ button: held });
}
