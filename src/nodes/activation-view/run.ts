import { fail, ok, type Result } from '../../common/result.ts';
import {
  channelOnPicture,
  channelStrengths,
  contactSheet,
  type LayerActivations,
  layerActivations,
  maskToPicture,
  type Network,
  type Picture,
  rankChannels,
  resize,
  spotlight,
  unknownChannel,
} from '../../engine/index.ts';
import { namedChannels } from '../../graph/params/channels.ts';
import { channelsOf } from '../_run/channels.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import type { activationView } from './definition.ts';
import { sheetCaption, sheetColumns, sheetGap, sheetRows } from './sheet.ts';

type Params = NodeParams<typeof activationView>;

/** Problems: those of `layerActivations`, and `unknown-channel`. */
export const run: NodeRun<typeof activationView> = async ({ network, image }, params, context) => {
  const seen = await layerActivations(context.session, network, params.layer, image);
  if (!seen.ok) return seen;
  const channels = choose(network, seen.value, params);
  if (!channels.ok) return channels;
  const shown = channels.value[Math.min(params.shown, channels.value.length) - 1] as number;
  const mask = channelOnPicture(seen.value, shown, image);
  return ok({
    image: sheetOf(image, seen.value, channels.value, params),
    overlay: spotlight(image, mask),
    mask,
  });
};

/** The strongest ones of those asked for. */
function choose(
  network: Network,
  response: LayerActivations,
  params: Params,
): Result<readonly number[]> {
  const { channels, count, layer } = params;
  const beyond = namedChannels(channels)?.find((channel) => channel >= response.channels);
  if (beyond !== undefined)
    return fail(unknownChannel({ network, layer }, beyond, response.channels));
  const chosen = channelsOf(network, layer, channels);
  if (!chosen.ok) return chosen;
  const wanted = chosen.value && new Set(chosen.value);
  const ranked = rankChannels(channelStrengths(response));
  return ok(ranked.filter((channel) => wanted?.has(channel) ?? true).slice(0, count));
}

function sheetOf(
  image: Picture,
  response: LayerActivations,
  channels: readonly number[],
  { cell, count }: Params,
): Picture {
  const size = {
    width: cell,
    height: Math.max(1, Math.round((cell * image.height) / image.width)),
  };
  const maps = channels.map((channel) => ({
    picture: maskToPicture(channelOnPicture(response, channel, size)),
    number: channel,
  }));
  return contactSheet([{ picture: resize(image, size) }, ...maps], size, {
    columns: sheetColumns,
    rows: sheetRows(count),
    gap: sheetGap,
    caption: sheetCaption,
  });
}
