import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmPaths } from './load-backend.ts';

/**
 * Where this app serves the binaries of the wasm backend, for `useBackend` in a page or worker.
 * Vite makes the addresses and copies the files, so nothing is fetched from another host. Node must
 * not import this file and does not need it.
 */
export const wasmUrls: WasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // tfjs insists on an address, but it is never fetched (load.ts).
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
};
