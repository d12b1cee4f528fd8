import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { build, type InlineConfig, type PreviewServer, preview } from 'vite';

/** A page as small as can be, built and served by the rules of the app. */
const config: InlineConfig = {
  root: resolve('test/e2e/wasm-page'),
  configFile: resolve('vite.config.ts'),
  publicDir: resolve('assets'),
  logLevel: 'error',
  build: { outDir: resolve('out/wasm-page'), emptyOutDir: true },
  preview: { port: 4184, strictPort: true },
};
let server: PreviewServer;

test.beforeAll(async () => {
  await build(config);
  server = await preview(config);
});
test.afterAll(() => server.close());

test('wasm and its kernels compute right with threads, in a worker, built and minified', async ({
  page,
}) => {
  const binaries: string[] = [];
  const errors: string[] = [];
  page.on('console', (message) => errors.push(message.text()));
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (pathname.endsWith('.wasm')) binaries.push(origin + pathname);
  });
  await page.goto('http://localhost:4184/');
  await expect(page.locator('output')).toHaveText(
    'wasm passed with relaxed-simd; same bits with more threads',
  );
  const names = binaries.map((path) => path.split('/').at(-1));
  expect(new Set(names)).toEqual(
    new Set([
      expect.stringMatching(/^tfjs-backend-wasm-simd/),
      'relaxed-simd.wasm',
      'relaxed-simd-threads.wasm',
    ]),
  );
  expect(errors).toEqual([]);
});
