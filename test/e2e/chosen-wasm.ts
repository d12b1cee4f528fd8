import { test as base } from '@playwright/test';

const kept = {
  'dreamgraph-backend': JSON.stringify({ state: { choice: 'wasm' }, version: 1 }),
  'dreamgraph-runs': JSON.stringify({ state: { live: false }, version: 0 }),
};

/**
 * For someone who has chosen the WASM backend and switched Live off before: nothing is measured while
 * the test works, and nothing runs but what it runs. By a script in the page, because Playwright's own
 * way, `storageState`, opens a page of its own first.
 */
export const test = base.extend({
  context: async ({ context }, use) => {
    await context.addInitScript((chosen) => {
      // about:blank may store nothing.
      if (location.protocol !== 'http:') return;
      for (const [key, value] of Object.entries(chosen)) localStorage[key] ??= value;
    }, kept);
    await use(context);
  },
});
