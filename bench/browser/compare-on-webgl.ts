import { existsSync } from 'node:fs';
import { chromium as browserType } from 'playwright-core';
import { createServer } from 'vite';
import { chromium } from '../../test/chromium.ts';
import { type Timing, takeTurns } from '../measure.ts';

/** The smallest of the usual sizes: a software GPU takes half a minute for plain autograd. */
const size = { width: 224, height: 168 };
const rounds = 3;

/** One step on webgl in Chromium, ours and plain autograd's; null where there is no Chromium. */
export async function compareOnWebgl(): Promise<{
  width: number;
  height: number;
  dreamgraph: Timing;
  autograd: Timing;
} | null> {
  const installed = chromium.executablePath ?? browserType.executablePath();
  if (!existsSync(installed)) return null;
  // Without a watcher: a file that is saved meanwhile must not load the page anew.
  const still = { port: 0, hmr: false, watch: null } as const;
  const server = await createServer({ server: still, logLevel: 'error', appType: 'mpa' });
  const browser = await browserType.launch(chromium);
  try {
    await server.listen();
    const page = await browser.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/index.html`);
    await page.waitForFunction(() => 'bench' in window);
    await page.evaluate(({ width, height }) => window.bench.prepare(width, height), size);
    const timings = await takeTurns(rounds, {
      dreamgraph: () => page.evaluate(() => window.bench.dreamgraph()),
      autograd: () => page.evaluate(() => window.bench.autograd()),
    });
    return { ...size, ...timings };
  } finally {
    await browser.close();
    await server.close();
  }
}
