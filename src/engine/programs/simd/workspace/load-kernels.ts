import { fail, ok, type Result } from '../../../../common/result.ts';
import type { Threads } from '../threads/message.ts';

/** The compiled kernels, on no memory yet. */
export interface Kernels {
  readonly module: WebAssembly.Module;
  /** `relaxed-simd` multiplies and adds in one rounding where the processor can. */
  readonly variant: 'simd' | 'relaxed-simd';
  /** Null: the module's memory is not shared. */
  readonly threads: Threads | null;
}

/** Where the compiled kernels lie. */
export interface KernelSource {
  readonly read: (file: string) => Promise<Result<Uint8Array>>;
}

export interface KernelOptions {
  /** Plain SIMD only: the same numbers, bit for bit, on every machine. Slower. */
  readonly deterministic?: boolean;
  /** Without, or with one only, everything happens on the thread that calls. */
  readonly threads?: Threads;
}

/**
 * Loads the fastest kernels that run here.
 * @param source where `scripts/build-kernels.ts` put them: simd.wasm, relaxed-simd.wasm
 *   and, for a memory that threads share, both with -threads.
 * @returns a problem of the source, or `kernels-unsupported` where there is no SIMD.
 */
export async function loadKernels(
  source: KernelSource,
  { deterministic = false, threads }: KernelOptions = {},
): Promise<Result<Kernels>> {
  const variants = deterministic ? (['simd'] as const) : (['relaxed-simd', 'simd'] as const);
  const shared = threads && threads.count > 1 ? threads : null;
  for (const variant of variants) {
    const read = await source.read(`${variant}${shared ? '-threads' : ''}.wasm`);
    if (!read.ok) return read;
    const binary = Uint8Array.from(read.value);
    if (WebAssembly.validate(binary)) {
      return ok({ module: await WebAssembly.compile(binary), variant, threads: shared });
    }
  }
  return fail({
    code: 'kernels-unsupported',
    message:
      'The wasm kernels do not run here: there is no SIMD. Update the browser, or go on without them.',
  });
}
