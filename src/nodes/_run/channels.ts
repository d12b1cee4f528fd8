import { fail, ok, type Result } from '../../common/result.ts';
import { describeLayers, type Network, unknownChannel, unknownLayer } from '../../engine/index.ts';
import {
  type ChannelsValue,
  excludedChannels,
  namedChannels,
} from '../../graph/params/channels.ts';

/** Any size will do: channels do not depend on it. */
const anySize = { width: 299, height: 299 };

/**
 * The channels of a layer that a choice means, by number; undefined for all of them.
 * @param leaveOut whether the network's own list is left out of a choice of all, or of all but some.
 * Problems: `unknown-layer`, `unknown-channel`.
 */
export function channelsOf(
  network: Network,
  layer: string,
  value: ChannelsValue,
  leaveOut = false,
): Result<readonly number[] | undefined> {
  const named = namedChannels(value);
  if (named) return ok(named);
  const own = leaveOut ? (network.avoid?.[layer] ?? []) : [];
  const excluded = new Set([...excludedChannels(value), ...own]);
  if (excluded.size === 0) return ok(undefined);
  const count = countChannels(network, layer);
  if (!count.ok) return count;
  const beyond = excludedChannels(value).find((channel) => channel >= count.value);
  if (beyond !== undefined) return fail(unknownChannel({ network, layer }, beyond, count.value));
  const all = Array.from({ length: count.value }, (_, channel) => channel);
  return ok(all.filter((channel) => !excluded.has(channel)));
}

/** How many channels a layer has. Problem: `unknown-layer`. */
function countChannels(network: Network, layer: string): Result<number> {
  const unknown = unknownLayer(network, [layer]);
  if (unknown) return fail(unknown);
  return ok(describeLayers(network, anySize).find(({ name }) => name === layer)?.channels ?? 0);
}

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
