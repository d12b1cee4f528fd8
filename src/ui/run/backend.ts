import { create } from 'zustand';
import { useRun } from './run-store.ts';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';
export type BackendChoice = BackendName | 'auto';

const titles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
};

export function backendTitle(name: BackendName | undefined): string {
  return name ? titles[name] : 'Measuring…';
}

export const useChoice = create<{ readonly choice: BackendChoice }>(() => ({ choice: 'auto' }));

export interface BackendView {
  readonly active: BackendName | undefined;
  readonly choice: BackendChoice;
  readonly offered: readonly {
    readonly value: BackendChoice;
    readonly label: string;
    readonly note?: string;
  }[];
  readonly choose: (choice: BackendChoice) => void;
}

/** What computes now, and what could. */
export function useBackend(): BackendView {
  const worker = useRun((state) => state.worker);
  const choice = useChoice((state) => state.choice);
  const active = worker.state === 'ready' ? worker.info.report.backend : undefined;
  return {
    active,
    choice,
    offered: [
      { value: 'auto', label: 'Fastest that computes right' },
      ...(['webgpu', 'webgl', 'wasm', 'cpu'] as const).map((value) => ({
        value,
        label: titles[value],
      })),
    ],
    choose: (next) => useChoice.setState({ choice: next }),
  };
}
