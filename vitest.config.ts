import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromium } from './test/chromium.ts';
import { ffmpegFrames } from './test/clips/ffmpeg-frames.ts';
import { nodePixels } from './test/pictures/node-pixels.ts';
import { headers } from './vite.config.ts';

/**
 * Tests that leave nothing behind: they share one copy of the modules, whose loading takes longest.
 * Those called `*.mocked.test.ts` replace modules or globals and get a copy of their own.
 */
const shared = 'test/{bench,cli,common,engine,graph,nodes,runtime,ui}/**/!(*.mocked).test.ts';

/**
 * `node` and `node-shared` for everything without a page, `browser` for real backends in Chromium.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: 'test/build-first.ts',
    // .ci/run adds up the second one.
    reporters: ['default', ['json', { outputFile: 'out/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'node-shared',
          include: [shared],
          isolate: false,
          setupFiles: 'test/each-file.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/e2e/**', shared],
          setupFiles: 'test/each-file.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        publicDir: 'assets',
        server: { headers },
        // Found beforehand: a dependency found during a test reloads the page under it.
        optimizeDeps: {
          entries: ['test/browser/**/*.test.ts', 'src/engine/**/*.ts', 'src/runtime/clips/**/*.ts'],
        },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { nodePixels, ffmpegFrames },
            provider: playwright({ launchOptions: chromium }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
