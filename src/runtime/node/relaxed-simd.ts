import { versions } from 'node:process';
import { setFlagsFromString } from 'node:v8';

/** Node 20 has relaxed SIMD behind a flag; later ones have it without. */
export function allowRelaxedSimd(): void {
  if (versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}
