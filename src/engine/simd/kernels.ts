import { fail, ok, type Result } from '../../common/result.ts';
import type { NetworkSource } from '../network/load.ts';

/** What kernels/main.as exports, but for `setScratch`. */
export type KernelName =
  | 'activate'
  | 'activateBack'
  | 'averagePool'
  | 'averagePoolBack'
  | 'conv'
  | 'copy'
  | 'depthwise'
  | 'depthwiseBack'
  | 'fill'
  | 'maxPool'
  | 'maxPoolBack'
  | 'multiply'
  | 'sumPixels'
  | 'upsample'
  | 'upsampleBack'
  | 'winograd';

export type KernelExports = Readonly<
  Record<KernelName | 'setScratch', (...args: readonly number[]) => void>
>;

/** The compiled kernels, on no memory yet. */
export interface Kernels {
  readonly module: WebAssembly.Module;
  /** `relaxed-simd` multiplies and adds in one rounding where the processor can. */
  readonly variant: 'simd' | 'relaxed-simd';
}

export interface KernelOptions {
  /** Plain SIMD only: the same numbers, bit for bit, on every machine. Slower. */
  readonly deterministic?: boolean;
}

/**
 * Loads the fastest kernels that run here.
 * @param source where `scripts/build-kernels.ts` put them: simd.wasm and relaxed-simd.wasm.
 * @returns a problem of the source, or `kernels-unsupported` where there is no SIMD.
 */
export async function loadKernels(
  source: NetworkSource,
  { deterministic = false }: KernelOptions = {},
): Promise<Result<Kernels>> {
  const variants = deterministic ? (['simd'] as const) : (['relaxed-simd', 'simd'] as const);
  for (const variant of variants) {
    const read = await source.read(`${variant}.wasm`);
    if (!read.ok) return read;
    const binary = Uint8Array.from(read.value);
    if (WebAssembly.validate(binary)) {
      return ok({ module: await WebAssembly.compile(binary), variant });
    }
  }
  return fail({
    code: 'kernels-unsupported',
    message:
      'The wasm kernels do not run here: there is no SIMD. Update the browser, or go on without them.',
  });
}
