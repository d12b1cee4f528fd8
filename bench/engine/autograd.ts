import { fileURLToPath } from 'node:url';
import { takeTurns } from '../measure.ts';
import { startPeer } from '../peers/ask.ts';

const rounds = 11;
/** In a row, as a dream takes them. */
const steps = 20;

/**
 * Programs over tfjs ops and on our kernels against plain autograd of tfjs, on wasm, one thread, at
 * 64x48. A step takes 8 ms or less there, of which caches and compiled code are a good part, and
 * contenders in one process throw out each other's. So each has a process of its own.
 */
export async function compareWithAutograd() {
  const peers = {
    tfjsOps: start('tfjsOps'),
    kernels: start('kernels'),
    autograd: start('autograd'),
  };
  try {
    return await takeTurns(rounds, {
      tfjsOps: peers.tfjsOps.turn,
      kernels: peers.kernels.turn,
      autograd: peers.autograd.turn,
    });
  } finally {
    for (const { stop } of Object.values(peers)) stop();
  }
}

function start(contender: string) {
  const script = fileURLToPath(new URL('small-steps.ts', import.meta.url));
  const args = ['--import', 'tsx', script, contender];
  const peer = startPeer<{ steps: number }, { ms: number }>(process.execPath, args);
  return { turn: async () => (await peer.ask({ steps })).ms, stop: peer.stop };
}
