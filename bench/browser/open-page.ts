import { existsSync } from 'node:fs';
import { chromium as browserType, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { chromium } from '../../test/chromium.ts';

/**
 * Opens a page of this folder in Chromium, served from the sources, and lets `use` measure in it.
 * @param global what the page sets when it is ready.
 * @returns null where there is no Chromium.
 */
export async function onPage<T>(
  file: string,
  global: string,
  use: (page: Page) => Promise<T>,
): Promise<T | null> {
  const installed = chromium.executablePath ?? browserType.executablePath();
  if (!existsSync(installed)) return null;
  // Without a watcher, so that a saved file does not reload the page.
  const still = { port: 0, hmr: false, watch: null } as const;
  const server = await createServer({ server: still, logLevel: 'error', appType: 'mpa' });
  const browser = await browserType.launch(chromium);
  try {
    await server.listen();
    const page = await browser.newPage();
    page.setDefaultTimeout(600_000);
    const failed = new Promise<never>((_, reject) => page.on('pageerror', reject));
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/${file}`);
    await Promise.race([failed, page.waitForFunction((name) => name in window, global)]);
    return await Promise.race([failed, use(page)]);
  } finally {
    await browser.close();
    await server.close();
  }
}
