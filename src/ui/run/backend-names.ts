export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';
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

const key = 'dreamgraph-backend';

/** What the person chose in this browser; `auto` measures at the start. */
export function savedChoice(): BackendChoice {
  try {
    const saved = localStorage.getItem(key);
    return backendNames.find((name) => name === saved) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export function saveChoice(choice: BackendChoice): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
