import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Size } from '../../src/engine/picture/picture.ts';
import { startPeer } from './peer.ts';

/** PyTorch in a process of its own, ready to take a step when asked. */
export interface PyTorch {
  readonly version: string;
  /** @returns milliseconds. `tuned`: with its 1x1 convolutions sent to oneDNN. */
  step(size: Size, how: Settings): Promise<number>;
  stop(): void;
}

interface Settings {
  readonly tuned: boolean;
  readonly threads: number;
  /** For the script that knows several. */
  readonly network?: string;
}

/** Only Debian's Python finds Debian's packages, and it need not be the first on the path. */
const pythons = ['python3', '/usr/bin/python3'];

/**
 * Null if no Python has these modules.
 * @param script beside this file; it imports `modules`.
 */
export function findPyTorch(
  script = 'pytorch.py',
  modules: readonly string[] = ['torch', 'torchvision'],
): PyTorch | null {
  const probing = `import ${modules.join(', ')}; print(torch.__version__)`;
  for (const python of pythons) {
    const probe = spawnSync(python, ['-c', probing], { encoding: 'utf8' });
    if (probe.status === 0) return start(python, script, probe.stdout.trim());
  }
  return null;
}

function start(python: string, script: string, version: string): PyTorch {
  const peer = startPeer(python, [fileURLToPath(new URL(script, import.meta.url))]);
  return {
    version,
    step: ({ width, height }, how) => peer.ask({ width, height, ...how }),
    stop: peer.stop,
  };
}
