import type { Problem } from '../../common/result.ts';
import type { Network } from '../network/network.ts';
import { layersOf } from '../objective/algebra.ts';
import type { Objective } from '../objective/objective.ts';
import { Interrupted } from '../tensors/interrupt.ts';
import { checkLayer, nothingChecked, withLayer } from './gradient-check.ts';
import type { GradientCheck } from './kept-checks.ts';
import type { Session } from './session.ts';

/**
 * Checks the gradient of networks that this app does not know before they are climbed for the first
 * time, as deep as the objective goes. What was found is kept by the session's `checks`.
 * @param signal ends it; what is unfinished is checked another time.
 * @returns a problem `gradient-wrong` for each network whose gradient is wrong.
 */
export async function doubtsOf(
  session: Session,
  objective: Objective,
  signal: AbortSignal | undefined,
): Promise<readonly Problem[]> {
  const doubts: Problem[] = [];
  if (!session.checks) return doubts;
  for (const { network, layers } of layersOf(objective)) {
    if (network.proven) continue;
    const check = await checkOf(session, network, layers, signal);
    const { wrong } = check;
    const end = deepest(network, layers);
    if (wrong === undefined || placeOf(network, wrong) > placeOf(network, end)) continue;
    doubts.push(doubt(network, wrong));
  }
  return doubts;
}

async function checkOf(
  session: Session,
  network: Network,
  layers: readonly string[],
  signal: AbortSignal | undefined,
): Promise<GradientCheck> {
  const { checks } = session;
  const known = (await checks?.get(network.hash)) ?? nothingChecked;
  const end = deepest(network, layers);
  if (isJudged(network, known, end)) return known;
  const last = [...layers.filter((layer) => layer !== end), end];
  try {
    const error = await checkLayer(session, network, last, signal);
    if (!error.ok) return known;
    const check = withLayer(network, known, end, error.value);
    await checks?.put(network.hash, check);
    return check;
  } catch (error) {
    if (error instanceof Interrupted || signal?.aborted) return known;
    throw error;
  }
}

/** Whether a layer is known to be right, as one before another that is, or to be wrong. */
function isJudged(network: Network, { layers, wrong }: GradientCheck, layer: string): boolean {
  const place = placeOf(network, layer);
  const firstWrong = wrong === undefined ? Infinity : placeOf(network, wrong);
  if (firstWrong <= place) return true;
  const known = layers.map((each) => placeOf(network, each.layer));
  return known.some((at) => at >= place && at < firstWrong);
}

function deepest(network: Network, layers: readonly string[]): string {
  const sorted = [...layers].sort((a, b) => placeOf(network, a) - placeOf(network, b));
  return sorted.at(-1) as string;
}

function placeOf({ ir }: Network, layer: string): number {
  return ir.findIndex(({ name }) => name === layer);
}

function doubt({ name }: Network, layer: string): Problem {
  return {
    code: 'gradient-wrong',
    message: `The gradient of ${name} at ${layer} disagrees with what small changes of a picture do, so this dream may not be what the network answers to.`,
    remedy: 'Choose a layer before it, and please report the network.',
  };
}
