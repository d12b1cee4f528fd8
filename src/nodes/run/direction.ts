import { fail, ok, type Result } from '../../common/result.ts';
import { describeLayers, type Network, unknownChannel, unknownLayer } from '../../engine/index.ts';

/** Any size will do: channels do not depend on it. */
const anySize = { width: 299, height: 299 };

/**
 * The unit vector that points equally along some channels of a layer.
 * Problems: `unknown-layer`, `unknown-channel`.
 */
export function directionOf(
  network: Network,
  layer: string,
  channels: readonly number[],
): Result<readonly number[]> {
  const unknown = unknownLayer(network, [layer]);
  if (unknown) return fail(unknown);
  const count = describeLayers(network, anySize).find(({ name }) => name === layer)?.channels ?? 0;
  const beyond = channels.find((channel) => channel >= count);
  if (beyond !== undefined) return fail(unknownChannel({ network, layer }, beyond, count));
  const along = 1 / Math.sqrt(channels.length);
  return ok(Array.from({ length: count }, (_, i) => (channels.includes(i) ? along : 0)));
}
