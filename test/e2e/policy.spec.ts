import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, node, openEditor, openSmall, picture, run } from './editor.ts';

/** Another server, which would answer anyone. */
let foreign: Server;
let asked: string[];
const address = () => `http://localhost:${(foreign.address() as AddressInfo).port}/`;

test.beforeAll(async () => {
  foreign = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('hello');
  });
  await new Promise<void>((resolve) => foreign.listen(0, resolve));
});
test.beforeEach(() => {
  asked = [];
});
test.afterAll(() => foreign.close());

/** What the browser has against the page, in the page and in its workers. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  return found;
}

test('a dream and every dialog keep to the policy, and ask no other server', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const found = complaints(page);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) elsewhere.push(request.url());
  });
  await openSmall(page);
  await run(page);
  await expect(picture(page, 'Save Image')).toBeVisible();

  // The focus is on Run still, which Space would press.
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  for (const keys of ['Space', 'ControlOrMeta+k', 'ControlOrMeta+Shift+p', 'Shift+?']) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await button(page, 'Queue and more ways to run').click();
  await page.keyboard.press('Escape');
  await node(page, 'Load Image')
    .getByRole('button', { name: /^Picture: / })
    .click();
  await page.keyboard.press('Escape');
  await node(page, 'Load Network')
    .getByRole('combobox', { name: 'Network' })
    .selectOption('Open another network…');
  await expect(page.getByRole('dialog', { name: 'Networks' })).toBeVisible();
  expect(found).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('the policy is in the headers and, for other hosts, in the page', async ({
  page,
  request,
}) => {
  const header = (await request.get('/')).headers()['content-security-policy'];
  expect(header).toContain("script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';");
  expect(header).toContain("connect-src 'self' blob: data:;");
  await page.goto('/');
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(meta).toHaveAttribute('content', /connect-src 'self' blob: data:;/);
});

test('the page may not speak with another server, nor run code that was put into it', async ({
  page,
}) => {
  await openEditor(page);
  const tried = await page.evaluate(async (url) => {
    const outcome = (promise: Promise<unknown>) =>
      promise.then(
        () => 'allowed',
        () => 'refused',
      );
    const picture = new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.body.append(script);
    return [await outcome(fetch(url)), await outcome(picture), document.title];
  }, address());
  expect(tried).toEqual(['refused', 'refused', expect.not.stringMatching('taken over')]);
  expect(asked).toEqual([]);
});
