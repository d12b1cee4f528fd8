import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * What every server of the app sends along: the preview, the development server and the browser
 * tests. Cross-origin isolation gives the wasm backend its threads.
 */
export const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  plugins: [react()],
  // Relative addresses: the built folder works under any path of a static host.
  base: './',
  // No single-page fallback: a file that is missing is a 404, not the page.
  appType: 'mpa',
  // The networks and photographs, served and copied as models/ and samples/.
  publicDir: 'assets',
  build: { target: 'es2022', assetsDir: 'app', chunkSizeWarningLimit: 2048 },
  worker: { format: 'es', plugins: () => [selfContainedWasmThreads()] },
  server: { headers },
  preview: { headers },
});

/**
 * tfjs starts its wasm threads from the text of a function, which reads a variable around it behind
 * a `typeof`. Minified, the variable has another name and the `typeof` is gone, so every thread
 * dies of a ReferenceError. A variable inside the function keeps its text whole.
 */
function selfContainedWasmThreads(): Plugin {
  const head = 'WasmBackendModuleThreadedSimd = WasmBackendModuleThreadedSimd || {};';
  return {
    name: 'self-contained-wasm-threads',
    transform(code, id) {
      if (!id.endsWith('/tfjs-backend-wasm-threaded-simd.js')) return null;
      if (!code.includes(head)) this.error('tfjs has changed: see selfContainedWasmThreads.');
      return { code: code.replace(head, `${head} var _scriptDir;`), map: null };
    },
  };
}
