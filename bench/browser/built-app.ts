import { type Browser, chromium as browserType, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { chromium } from '../../test/chromium.ts';

const backend = JSON.stringify({ state: { choice: 'wasm' }, version: 1 });

/** The built app in Chromium, as `npm start` serves it, for as long as `use` takes. */
export async function withBuiltApp<T>(
  use: (browser: Browser, address: string) => Promise<T>,
): Promise<T> {
  await build({ logLevel: 'error' });
  const server = await preview({ logLevel: 'error', preview: { port: 0 } });
  const browser = await browserType.launch(chromium);
  try {
    return await use(browser, server.resolvedUrls?.local[0] ?? '');
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A new window that dreams on wasm, so that no GPU has to be tested first. */
export async function newPage(browser: Browser, baseURL: string): Promise<Page> {
  const page = await browser.newPage({
    baseURL,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  page.setDefaultTimeout(120_000);
  // tsx names functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript((choice) => localStorage.setItem('dreamgraph-backend', choice), backend);
  return page;
}
