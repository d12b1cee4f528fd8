import { expect, test } from '@playwright/test';

test('the page opens from its own server, isolated, without an error', async ({
  page,
  baseURL,
}) => {
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(`${baseURL}/`)) foreign.push(url);
  });
  await page.goto('/');
  await expect(page).toHaveTitle(/Dreamgraph/);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  expect(errors).toEqual([]);
  expect(foreign).toEqual([]);
});

test('networks and photographs are served; what is missing is a 404, not the page', async ({
  request,
}) => {
  const model = await request.get('/models/inception-v3/model.json');
  expect((await model.json()).format).toBe('layers-model');
  const shard = await request.get('/models/ssd/group1-shard1of1.bin');
  expect((await shard.body()).length).toBeGreaterThan(1_000_000);
  const photo = await request.get('/samples/mountains.jpg');
  expect(photo.headers()['content-type']).toBe('image/jpeg');
  expect((await request.get('/models/inception-v3/nowhere.bin')).status()).toBe(404);
});
