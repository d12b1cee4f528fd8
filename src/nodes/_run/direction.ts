import { fail, ok, type Result } from '../../common/result.ts';
import { type Network, unknownChannel } from '../../engine/index.ts';
import { countChannels } from './channels.ts';

/**
 * The unit vector that points equally along some channels of a layer.
 * Problems: `unknown-layer`, `unknown-channel`.
 */
export function directionOf(
  network: Network,
  layer: string,
  channels: readonly number[],
): Result<readonly number[]> {
  const count = countChannels(network, layer);
  if (!count.ok) return count;
  const beyond = channels.find((channel) => channel >= count.value);
  if (beyond !== undefined) return fail(unknownChannel({ network, layer }, beyond, count.value));
  const along = 1 / Math.sqrt(channels.length);
  const chosen = new Set(channels);
  return ok(Array.from({ length: count.value }, (_, i) => (chosen.has(i) ? along : 0)));
}
