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
  const tfjsOps = await start('tfjsOps');
  const kernels = await start('kernels');
  const autograd = await start('autograd');
  try {
    return await takeTurns(rounds, {
      tfjsOps: tfjsOps.turn,
      kernels: kernels.turn,
      autograd: autograd.turn,
    });
  } finally {
    for (const { stop } of [tfjsOps, kernels, autograd]) stop();
  }
}

/** Ready once it is warm: three that warm up at once would be in each other's way. */
async function start(contender: string) {
  const script = fileURLToPath(new URL('small-steps.ts', import.meta.url));
  const args = ['--import', 'tsx', script, contender];
  const peer = startPeer<{ steps: number }, { ms: number }>(process.execPath, args);
  const turn = async () => (await peer.ask({ steps })).ms;
  await turn();
  return { turn, stop: peer.stop };
}
