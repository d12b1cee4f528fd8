import { test as base } from '@playwright/test';

/** For someone who has chosen the WASM backend before: nothing is measured at the start. */
export const test = base.extend({
  storageState: async ({ baseURL }, use) =>
    use({
      cookies: [],
      origins: [
        {
          origin: baseURL ?? '',
          localStorage: [{ name: 'dreamgraph-backend', value: 'wasm' }],
        },
      ],
    }),
});
