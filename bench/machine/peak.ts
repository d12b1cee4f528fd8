import { readFile } from 'node:fs/promises';
import { compileKernels } from '../../scripts/build-kernels.ts';
import { timed } from '../measure.ts';

const times = 2_000_000;
const operationsEach = 12 * 4 * 2;

/** GFLOP/s that one core reaches in wasm SIMD with fused multiplication and addition, at best. */
export async function measurePeak(): Promise<() => number> {
  const source = await readFile(new URL('peak.as', import.meta.url), 'utf8');
  const binary = await compileKernels(new Map([['main.ts', source]]), ['--enable', 'relaxed-simd']);
  const imports = { env: { memory: new WebAssembly.Memory({ initial: 1 }), abort: () => {} } };
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(binary), imports);
  const peak = instance.exports.peak as (times: number) => number;
  return () => (times * operationsEach) / timed(() => peak(times)) / 1e6;
}
