import { fileURLToPath } from 'node:url';
import { takeTurns } from '../measure.ts';
import { type Peer, startPeer } from '../peers/peer.ts';

const script = fileURLToPath(new URL('small-steps.ts', import.meta.url));
const rounds = 11;
/** Steps in a row, as in a dream. */
const steps = 20;

/**
 * Programs over tfjs ops and on our kernels against plain autograd of tfjs, on wasm, one thread, at
 * 64x48. A step takes 8 ms or less there. Caches and compiled code matter at this size, and contenders
 * in one process would evict each other's, so each has its own process.
 */
export async function compareWithAutograd() {
  const peers: Peer[] = [];
  /** Ready once it is warm. One at a time, because warming up takes all cores. */
  const start = async (contender: string) => {
    const peer = startPeer(process.execPath, ['--import', 'tsx', script, contender]);
    peers.push(peer);
    const turn = () => peer.ask({ steps });
    await turn();
    return turn;
  };
  try {
    return await takeTurns(rounds, {
      tfjsOps: await start('tfjsOps'),
      kernels: await start('kernels'),
      autograd: await start('autograd'),
    });
  } finally {
    for (const { stop } of peers) stop();
  }
}
