import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromium } from './test/chromium.ts';
import { headers } from './vite.config.ts';

/** Two projects: `node` for everything without a page, `browser` for real backends in Chromium. */
export default defineConfig({
  test: {
    globalSetup: 'test/build-first.ts',
    // .ci/run adds up the second one.
    reporters: ['default', ['json', { outputFile: 'out/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/e2e/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        publicDir: 'assets',
        server: { headers },
        // Found beforehand: a dependency found during a test reloads the page under it.
        optimizeDeps: { entries: ['test/browser/**/*.test.ts', 'src/engine/**/*.ts'] },
        test: {
          name: 'browser',
          // After the others: a software GPU wants both cores.
          sequence: { groupOrder: 1 },
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromium }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
