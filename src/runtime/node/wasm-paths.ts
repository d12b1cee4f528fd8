import { createRequire } from 'node:module';
import type { WasmPaths } from '../../engine/index.ts';

const { resolve } = createRequire(import.meta.url);
const binary = (name: string) => resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`);

/** The binaries of the wasm backend, which its own code does not find once it is bundled. */
export const wasmPaths: WasmPaths = {
  'tfjs-backend-wasm.wasm': binary('tfjs-backend-wasm.wasm'),
  'tfjs-backend-wasm-simd.wasm': binary('tfjs-backend-wasm-simd.wasm'),
  'tfjs-backend-wasm-threaded-simd.wasm': binary('tfjs-backend-wasm-threaded-simd.wasm'),
};
