import { mkdir } from 'node:fs/promises';
import { chromium as browserType, type Page } from 'playwright-core';
import { preview } from 'vite';
import { chromium } from '../test/chromium.ts';
import { type Visit, visits } from './screenshot-scenes.ts';

/**
 * Takes the pictures in docs/screenshots from the app as it is built: `npm run screenshots`.
 * To look at some of the scenes again: `npm run screenshots -- phone,tablet out/screens`.
 */

const [names = '', folder = 'docs/screenshots'] = process.argv.slice(2);
const wanted = names === '' ? undefined : new Set(names.split(','));

const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
const browser = await browserType.launch(chromium);
await mkdir(folder, { recursive: true });

/** Goes through the scenes up to the last one that is wanted. */
async function take(visit: Visit): Promise<void> {
  const last = visit.scenes.findLastIndex(({ name }) => wanted?.has(name) ?? true);
  if (last < 0) return;
  const page = await open(visit);
  for (const { name, set } of visit.scenes.slice(0, last + 1)) {
    await set(page);
    if (wanted && !wanted.has(name)) continue;
    // What was just clicked is drawn in the next frames.
    await page.waitForTimeout(500);
    await page.screenshot({
      path: `${folder}/${name}.jpg`,
      quality: 80,
      type: 'jpeg',
      animations: 'disabled',
    });
    process.stderr.write(`${name}\n`);
  }
  await page.context().close();
}

/** The page as someone sees it who has chosen the theme and WASM before. */
async function open({ theme, width, height, touch = false }: Visit): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    deviceScaleFactor: width < 600 ? 2 : 1,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.addInitScript((chosen) => {
    localStorage.setItem('dreamgraph-theme', chosen);
    const backend = { state: { choice: 'wasm' }, version: 1 };
    localStorage.setItem('dreamgraph-backend', JSON.stringify(backend));
  }, theme);
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page
    .getByRole('button', { name: /^Run\b/ })
    .first()
    .waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

try {
  for (const visit of visits) await take(visit);
} finally {
  await browser.close();
  await server.close();
}
