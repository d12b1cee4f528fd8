import { fail, ok, type Result } from '../../common/result.ts';
import type { KernelSource } from '../programs/simd/workspace/load-kernels.ts';

/** What kernels/main.as exports. */
type KernelName =
  | 'agree'
  | 'densify'
  | 'enlarge'
  | 'halve'
  | 'linearise'
  | 'luma'
  | 'patches'
  | 'search'
  | 'sweep'
  | 'weigh';

/** The kernels of optical flow on a memory of their own. */
export interface FlowKernels {
  readonly run: Readonly<Record<KernelName, (...args: readonly number[]) => number>>;
  readonly memory: WebAssembly.Memory;
}

/** More is given back after each flow: pictures that large are rare. */
const keptBytes = 2 ** 27;

let source: KernelSource | null = null;
let module: WebAssembly.Module | null = null;
let idle: FlowKernels | null = null;

/** Where assets/kernels is read from, the first time that a flow is asked for. */
export function readFlowKernelsFrom(from: KernelSource): void {
  source = from;
}

/**
 * Lends the kernels for the time of `use`. They need neither backend nor threads, and give the same
 * bits on every machine. Problems: those of the source, or `kernels-unsupported` without SIMD.
 */
export async function withFlowKernels<T>(use: (kernels: FlowKernels) => T): Promise<Result<T>> {
  const loaded = module ? ok(module) : await load();
  if (!loaded.ok) return loaded;
  module = loaded.value;
  const kernels = idle ?? instantiate(module);
  idle = null;
  const value = use(kernels);
  if (kernels.memory.buffer.byteLength <= keptBytes) idle = kernels;
  return ok(value);
}

async function load(): Promise<Result<WebAssembly.Module>> {
  if (!source) throw new Error('Nobody has said where the kernels are.');
  const read = await source.read('motion.wasm');
  if (!read.ok) return read;
  const binary = Uint8Array.from(read.value);
  if (WebAssembly.validate(binary)) return ok(await WebAssembly.compile(binary));
  return fail({
    code: 'kernels-unsupported',
    message: 'Optical flow does not run here: there is no SIMD in WebAssembly.',
    remedy: 'Update the browser.',
  });
}

function instantiate(from: WebAssembly.Module): FlowKernels {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports = { env: { memory, abort: () => {} } };
  const { exports } = new WebAssembly.Instance(from, imports);
  return { run: exports as FlowKernels['run'], memory };
}
