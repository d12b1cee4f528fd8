import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, finished, makeSmall, picture, run, setNumber } from './editor.ts';

test.use({ serviceWorkers: 'allow' });

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** A plain host: the built folder under a path of its own, and not a header more than the type. */
let host: Server;
/** What it sends behind the service worker's script: another text is another version of the app. */
let version = '';
const folder = '/pictures/dreamgraph/';
const address = () => `http://localhost:${(host.address() as AddressInfo).port}${folder}`;

test.beforeEach(async () => {
  version = '';
  host = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.slice(folder.length) || 'index.html';
    try {
      const bytes = await readFile(join('dist', path));
      response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
      response.end(path === 'offline.js' ? `${bytes}${version}` : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => host.listen(0, resolve));
});
test.afterEach(() => {
  host.close();
  host.closeAllConnections();
});

const isIsolated = (page: Page) => page.evaluate(() => globalThis.crossOriginIsolated);
const isKept = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active !== null));

test('on a plain host, under a path: on one thread, then with all, then without the host', async ({
  page,
}) => {
  // Three dreams of many steps, and a busy machine may take its time.
  test.setTimeout(300_000);
  await page.goto(address());
  await makeSmall(page);
  await run(page);
  await expect(picture(page, 'Save Image')).toBeVisible();
  expect(await isIsolated(page)).toBe(false);

  expect(await isKept(page)).toBe(true);
  version = '\n// a newer one';
  await page.reload();
  const line = page.getByRole('status').filter({ hasText: 'A newer version of Dreamgraph' });
  await expect(line).toBeVisible();

  // A tab that dreams goes on until it is over. Long enough for the new version to take over meanwhile.
  await setNumber(page, 'Load Image', 'Long side', 128);
  await setNumber(page, 'Gradient Ascent', 'Iterations', 200);
  await button(page, 'Run').click();
  const progress = page.getByRole('progressbar', { name: 'Progress of the run' });
  await expect(progress).toHaveAttribute('aria-valuenow', /[1-9]/);
  await button(page, 'Reload').click();
  const later = page
    .getByRole('status')
    .filter({ hasText: 'Reload this tab when the run has finished' });
  await expect(later).toBeVisible();
  await finished(page);
  await Promise.all([page.waitForEvent('load'), button(page, 'Reload').click()]);
  await expect(later).toHaveCount(0);

  version = '\n// the newest';
  await page.reload();
  await expect(line).toBeVisible();
  await Promise.all([page.waitForEvent('load'), button(page, 'Reload').click()]);
  await expect(line).toHaveCount(0);
  expect(await isIsolated(page)).toBe(true);

  host.close();
  host.closeAllConnections();
  await page.reload();
  await makeSmall(page, 3);
  await run(page);
  await expect(picture(page, 'Save Image')).toBeVisible();
});
