import { ok } from '../../common/result.ts';
import { combine, scale } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { contentTerms, styleTerms } from '../_run/objectives.ts';
import type { styleBlend } from './definition.ts';

/** (1 - blend) · dream + blend · (style + content); content belongs to the style's end. */
export const run: NodeRun<typeof styleBlend> = ({ network, dream, style, content }, params) => {
  const { blend, contentWeight, contentLayers, layers, statistic, styleScale } = params;
  const spec = { layers, statistic, styleScale, normalise: false };
  const target = combine(
    { terms: styleTerms(network, style, 1, spec) },
    {
      terms: contentTerms(network, content, contentWeight, {
        layers: contentLayers,
        normalise: false,
      }),
    },
  );
  const ends = [scale(dream, 1 - blend), scale(target, blend)].map(({ terms }) => ({
    terms: terms.filter(({ weight }) => weight !== 0),
  }));
  return ok({ objective: combine(...ends) });
};
