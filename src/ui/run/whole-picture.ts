import { own } from '../../common/own.ts';
import { catalog } from '../../nodes/catalog.ts';
import { compile, stepsToRun } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { type DisplayPicture, pictures } from '../results/pictures.ts';
import { savedResults } from '../results/saved-results.ts';
import { useRun } from './run-store.ts';
import { withLastSeeds } from './variant-plans.ts';
import { worker, workers } from './worker.ts';

/** Whether there are fewer pixels than the picture has: nodes get what fits the screen. */
export function isReduced({ pixels, width }: DisplayPicture): boolean {
  return pixels.width < width;
}

/**
 * The picture of a node with all its pixels, from the cache of a worker; without a run, so it is
 * reduced still where no worker holds it any more or one is busy.
 */
export async function wholePicture(node: string): Promise<DisplayPicture | undefined> {
  const shown = pictures.get(node);
  const { current, nodes } = useRun.getState();
  const key = own(nodes, node)?.key;
  if (!shown?.final || !isReduced(shown) || current || key === undefined) return shown;
  const { shown: document } = useDocument.getState();
  const environment = await worker().environment(document);
  if (!environment.ok) return shown;
  const { plan } = compile(document, catalog, {
    environment: withLastSeeds(environment.value),
    targets: [node],
  });
  const step = plan.targets[0] && plan.steps[plan.targets[0].step];
  const isThere = stepsToRun(plan, workers().keysFor(plan)).length === 0;
  if (step?.key !== key || !isThere || useRun.getState().current) return shown;
  const result = await workers().run(plan).finished;
  const [made] = result.ok ? result.value.pictures : [];
  // Another picture may have come meanwhile.
  if (!made || pictures.get(node) !== shown) return pictures.get(node);
  const whole = { ...made.picture, pixels: made.picture, final: true };
  pictures.set(node, whole);
  const saved = savedResults.get(key);
  if (saved) savedResults.put(key, { ...saved, picture: whole });
  return whole;
}
