import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Size } from '../../src/engine/picture/picture.ts';
import { startPeer } from './peer.ts';

/** PyTorch in a process of its own, ready to take a step when asked. */
export interface PyTorch {
  readonly version: string;
  /** @returns milliseconds. `tuned`: with its 1x1 convolutions sent to oneDNN. */
  step(size: Size, how: { readonly tuned: boolean; readonly threads: number }): Promise<number>;
  stop(): void;
}

/** Only Debian's Python finds Debian's packages, and it need not be the first on the path. */
const pythons = ['python3', '/usr/bin/python3'];

/** Null if no Python has torch and torchvision. */
export function findPyTorch(): PyTorch | null {
  for (const python of pythons) {
    const probe = spawnSync(python, ['-c', 'import torch, torchvision; print(torch.__version__)'], {
      encoding: 'utf8',
    });
    if (probe.status === 0) return start(python, probe.stdout.trim());
  }
  return null;
}

function start(python: string, version: string): PyTorch {
  const script = fileURLToPath(new URL('pytorch.py', import.meta.url));
  const peer = startPeer(python, [script]);
  return {
    version,
    step: ({ width, height }, how) => peer.ask({ width, height, ...how }),
    stop: peer.stop,
  };
}
