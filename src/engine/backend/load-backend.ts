import {
  device_util,
  env,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../common/result.ts';
import { isContextLost, watchDevice } from '../tensors/gpu-context.ts';
import { replaceWasmSums } from './wasm-sums.ts';

/** Where a page or worker fetches the binaries of the wasm backend; Node finds them by itself. */
export interface WasmPaths {
  readonly 'tfjs-backend-wasm.wasm': string;
  readonly 'tfjs-backend-wasm-simd.wasm': string;
  readonly 'tfjs-backend-wasm-threaded-simd.wasm': string;
}

/**
 * Fetches the code of one backend, starts it and makes it the current one. Backends that are not
 * asked for are never downloaded.
 */
export async function loadBackend(
  name: BackendName,
  wasmPaths: WasmPaths | undefined,
): Promise<Result<void>> {
  if (!candidateBackends().includes(name)) {
    return unavailable(name, `it does not run here; use ${candidateBackends().join(' or ')}`);
  }
  // Otherwise tfjs prints advertisements for its other packages.
  env().set('PROD', true);
  try {
    await importers[name](wasmPaths);
    const reason = name === 'webgpu' ? await whyNoWebGpu() : null;
    if (reason !== null) return unavailable(name, reason);
    if (!(await setBackend(name))) return unavailable(name, 'it could not be started');
    if (isContextLost()) await restart(name);
    watchDevice();
    return ok(undefined);
  } catch (error) {
    return unavailable(name, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Frees what a backend holds. tfjs forgets how to start a removed backend, so it is told again.
 */
export function unloadBackend(name: BackendName): void {
  const factory = findBackendFactory(name);
  if (factory === null) return;
  removeBackend(name);
  registerBackend(name, factory);
}

/** A lost GPU context never comes back to the backend that had it. */
async function restart(name: BackendName): Promise<void> {
  unloadBackend(name);
  await setBackend(name);
}

const importers: Record<BackendName, (wasmPaths: WasmPaths | undefined) => Promise<void>> = {
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu');
  },
  wasm: async (wasmPaths) => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    replaceWasmSums();
    // It would start eight threads, whatever the machine; those of our own kernels do the work.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
  },
  webgpu: async () => {
    await import('@tensorflow/tfjs-backend-webgpu');
  },
  webgl: async () => {
    await import('@tensorflow/tfjs-backend-webgl');
    // Textures of sizes that no later octave uses would otherwise be kept for ever.
    env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 0);
    // One shader serves every octave, instead of one per size.
    env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
    // Software GPUs count too: whether one is fast enough is for the measurement to say.
    env().set('SOFTWARE_WEBGL_ENABLED', true);
  },
};

async function whyNoWebGpu(): Promise<string | null> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<unknown> } };
  if (gpu === undefined) return 'this browser has no WebGPU';
  return (await gpu.requestAdapter()) ? null : 'this browser offers no WebGPU adapter';
}

function unavailable(name: BackendName, reason: string): Result<never> {
  return fail({
    code: 'backend-unavailable',
    message: `The ${name} backend is not available: ${reason}.`,
  });
}

/** The tfjs backends Dreamgraph can run on. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/**
 * The backends worth trying on this host, in the order in which `auto` tries them. wasm goes first
 * because it starts quickly and sets the time that the others have to beat.
 */
export function candidateBackends(): readonly BackendName[] {
  return device_util.isBrowser() ? ['wasm', 'webgpu', 'webgl', 'cpu'] : ['wasm', 'cpu'];
}
