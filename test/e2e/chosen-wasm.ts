import { test as base } from '@playwright/test';

const kept = JSON.stringify({ state: { choice: 'wasm' }, version: 1 });

/** For someone who has chosen the WASM backend before: nothing is measured while the test works. */
export const test = base.extend({
  storageState: async ({ baseURL }, use) =>
    use({
      cookies: [],
      origins: [
        {
          origin: baseURL ?? '',
          localStorage: [{ name: 'dreamgraph-backend', value: kept }],
        },
      ],
    }),
});
