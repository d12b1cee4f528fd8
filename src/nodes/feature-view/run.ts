import { ok, type Result } from '../../common/result.ts';
import {
  contactSheet,
  dreamFeature,
  mergeOctaves,
  type Network,
  type Picture,
  type SheetCell,
  type Term,
} from '../../engine/index.ts';
import { type ChannelsValue, namedChannels } from '../../graph/params/channels.ts';
import { channelsOf } from '../_run/channels.ts';
import { followAscent } from '../_run/follow-ascent.ts';
import type { NodeParams, NodeRun, RunContext } from '../_run/node-run.ts';
import type { featureView } from './definition.ts';

type Params = NodeParams<typeof featureView>;

/** Problems: those of `dreamFeature`, `needs-channels`, and `cancelled`. */
export const run: NodeRun<typeof featureView> = async ({ network }, params, context) => {
  const { show } = params;
  const channels = namedChannels(params.channels);
  if (show === 'together' || !channels || channels.length === 1) {
    const picture = await dream(network, params.channels, params, context);
    return picture.ok ? ok({ image: picture.value }) : picture;
  }
  const cells: SheetCell[] = [];
  for (const [at, channel] of channels.entries()) {
    // The places of those that are left stay empty.
    if (at > 0 && context.signal.aborted && context.isKept()) break;
    const part = inPart(context, at, channels.length, () =>
      sheetOf(cells, channels.length, params),
    );
    const picture = await dream(network, [channel], params, part);
    // One silent channel among others leaves its place empty.
    if (!picture.ok && picture.problem.code !== 'gradient-vanished') return picture;
    if (!picture.ok) context.warn(silentChannel(params.layer, channel));
    cells.push({ picture: picture.ok ? picture.value : blank(params.size), number: channel });
  }
  return ok({ image: sheetOf(cells, channels.length, params) });
};

async function dream(
  network: Network,
  channels: ChannelsValue,
  { layer, size, iterations, stepSize, coarseness, seed }: Params,
  context: RunContext,
): Promise<Result<Picture>> {
  const chosen = channelsOf(network, layer, channels);
  if (!chosen.ok) return chosen;
  const term: Term = {
    kind: 'layer',
    network,
    layer,
    weight: 1,
    normalise: true,
    // A layer as a whole is an average of everything unless its strongest responses count most.
    measure: namedChannels(channels) ? 'mean' : 'mean-square',
    ...(chosen.value && { channels: chosen.value }),
  };
  const square = { width: size, height: size };
  const options = { size: square, iterations, stepSize, coarseness, seed };
  const ascent = dreamFeature(context.session, { terms: [term] }, options, context.signal);
  const dreamed = await followAscent(ascent, context);
  if (!dreamed.ok) return dreamed;
  dreamed.value.warnings.forEach(context.warn);
  return ok(mergeOctaves(dreamed.value.octaves, { strength: 1 }));
}

/** The context of one picture of several: its progress is a part of the whole, it shows the sheet. */
function inPart(context: RunContext, at: number, count: number, soFar: () => Picture): RunContext {
  return {
    ...context,
    progress: (fraction) =>
      context.progress((at + fraction) / count, { picture: at + 1, pictures: count }),
    preview: async (read) => context.preview(at === 0 ? read : async () => soFar()),
    cutShort: () => context.cutShort({ picture: at + 1, pictures: count }),
  };
}

function sheetOf(cells: readonly SheetCell[], count: number, { size }: Params): Picture {
  const columns = Math.ceil(Math.sqrt(count));
  return contactSheet(
    cells,
    { width: size, height: size },
    { columns, rows: Math.ceil(count / columns), gap: 4, caption: 14 },
  );
}

function blank(size: number): Picture {
  return { width: size, height: size, data: new Float32Array(size * size * 3) };
}

function silentChannel(layer: string, channel: number) {
  return {
    code: 'silent-channel',
    message: `Channel ${channel} of ${layer} stays silent on noise, so nothing can be dreamed of it. Its place is left black.`,
  };
}
