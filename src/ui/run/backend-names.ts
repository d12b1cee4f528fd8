import type { Trial } from '../../runtime/client.ts';

export type BackendName = Trial['name'];
export type BackendChoice = BackendName | 'auto';

export const backendNames: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

const titles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
};

export function backendTitle(name: BackendName): string {
  return titles[name];
}
