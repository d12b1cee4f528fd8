import { defineConfig } from '@playwright/test';
import { chromium } from './test/chromium.ts';

/** Several checkouts may test at once on one machine, each on a port of its own. */
const port = Number(process.env.DREAMGRAPH_TEST_PORT ?? 4183);

/** The built app in Chromium, served as `npm start` serves it. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/playwright',
  // Two cores, and every page may be running a network on one of them.
  workers: 1,
  timeout: 120_000,
  // A shared machine may take its time; a person would wait.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'out/playwright.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    // Else every test would fill the store of its new browser with all networks first.
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    launchOptions: chromium,
  },
  webServer: {
    command: `npm start -- --port ${port}`,
    url: `http://localhost:${port}`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
});
