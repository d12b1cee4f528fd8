import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './hosting/content-security-policy.ts';
import { offline } from './hosting/offline/offline.ts';

/**
 * What every server of the app sends along: the preview, the development server and the browser
 * tests. Cross-origin isolation gives the wasm kernels their threads.
 */
export const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * What the page needs at once is one file: fifty small ones compress worse, by 4 %. The service worker
 * stays a script of its own.
 */
const atOnce = {
  name: 'editor',
  tags: ['$initial' as const],
  test: (id: string) => !id.includes('offline-worker'),
};

export default defineConfig({
  plugins: [react(), contentSecurityPolicy(), offline()],
  // Relative addresses: the built folder works under any path of a static host.
  base: './',
  // No single-page fallback: a file that is missing is a 404, not the page.
  appType: 'mpa',
  // The networks and photographs, served and copied as models/ and samples/.
  publicDir: 'assets',
  build: {
    target: 'es2022',
    assetsDir: 'app',
    chunkSizeWarningLimit: 2048,
    rolldownOptions: { output: { codeSplitting: { groups: [atOnce] } } },
  },
  worker: { format: 'es' },
  server: { headers },
  preview: { headers },
});
