import { test as base } from '@playwright/test';

const kept = JSON.stringify({ state: { choice: 'wasm' }, version: 1 });

const waiting = JSON.stringify({ state: { live: false }, version: 0 });

/**
 * For someone who has chosen the WASM backend and switched Live off before: nothing is measured while
 * the test works, and nothing runs but what it runs.
 */
export const test = base.extend({
  storageState: async ({ baseURL }, use) =>
    use({
      cookies: [],
      origins: [
        {
          origin: baseURL ?? '',
          localStorage: [
            { name: 'dreamgraph-backend', value: kept },
            { name: 'dreamgraph-runs', value: waiting },
          ],
        },
      ],
    }),
});
