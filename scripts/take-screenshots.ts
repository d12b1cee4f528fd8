import { mkdir } from 'node:fs/promises';
import { chromium as browserType, type Page } from 'playwright-core';
import { preview } from 'vite';
import { chromium } from '../test/chromium.ts';
import { type Scene, scenes } from './screenshot-scenes.ts';

/**
 * Takes the pictures in docs/screenshots from the app as it is built: `npm run screenshots`.
 * To look at other sizes: `npm run screenshots -- 1280x720 light out/screens`.
 */

const [size = '1440x900', only, folder = 'docs/screenshots'] = process.argv.slice(2);
const [width = 0, height = 0] = size.split('x').map(Number);

const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
const browser = await browserType.launch(chromium);
await mkdir(folder, { recursive: true });

async function take(scene: Scene): Promise<void> {
  const page = await open(only ?? scene.theme);
  await scene.set(page);
  // What was just clicked is drawn in the next frames.
  await page.waitForTimeout(500);
  await page.screenshot({
    path: `${folder}/${scene.name}.jpg`,
    quality: 88,
    type: 'jpeg',
    animations: 'disabled',
  });
  process.stderr.write(`${scene.name}\n`);
  await page.context().close();
}

/** The editor as someone sees it who has chosen the theme and WASM before. */
async function open(theme: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.addInitScript((chosen) => {
    localStorage.setItem('dreamgraph-theme', chosen);
    const backend = { state: { choice: 'wasm' }, version: 1 };
    localStorage.setItem('dreamgraph-backend', JSON.stringify(backend));
  }, theme);
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.getByRole('group', { name: 'Gradient Ascent', exact: true }).waitFor();
  return page;
}

try {
  for (const scene of scenes) await take(scene);
} finally {
  await browser.close();
  await server.close();
}
