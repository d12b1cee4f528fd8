import { takeTurns } from '../measure.ts';
import { onPage } from './open-page.ts';
import type {} from './webgl.ts';

/** The smallest of the usual sizes: a software GPU takes half a minute for plain autograd. */
const size = { width: 224, height: 168 };
const rounds = 3;

/** One step on webgl in Chromium, ours and plain autograd's; null where there is no Chromium. */
export function compareOnWebgl() {
  return onPage('webgl.html', 'bench', async (page) => {
    await page.evaluate(({ width, height }) => window.bench.prepare(width, height), size);
    const timings = await takeTurns(rounds, {
      dreamgraph: () => page.evaluate(() => window.bench.dreamgraph()),
      autograd: () => page.evaluate(() => window.bench.autograd()),
    });
    return { ...size, ...timings };
  });
}
