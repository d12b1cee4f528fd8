import { ok } from '../../common/result.ts';
import { ascend, mergeOctaves, type Octaves, withStrength } from '../../engine/index.ts';
import { followAscent } from '../_run/follow-ascent.ts';
import type { NodeInputs, NodeRun } from '../_run/node-run.ts';
import type { gradientAscent } from './definition.ts';
import { ascentOptions } from './options.ts';

/** Problems: those of `ascend`, and `cancelled` when the run was stopped before the end. */
export const run: NodeRun<typeof gradientAscent> = async (inputs, params, context) => {
  const { session, signal } = context;
  const before = octavesOf(inputs.image);
  const options = ascentOptions(params, inputs.mask, before.sizes.length);
  const dreamed = await context.memoise(() =>
    followAscent(ascend(session, before, inputs.objective, options, signal), context),
  );
  if (!dreamed.ok) return dreamed;
  dreamed.value.warnings.forEach(context.warn);
  const octaves = withStrength(dreamed.value.octaves, params.strength);
  return ok({ image: mergeOctaves(octaves, { strength: 1 }), octaves });
};

/** A plain picture is one octave. */
function octavesOf(image: NodeInputs<typeof gradientAscent>['image']): Octaves {
  if (image.kind === 'octaves') return image.value;
  const { width, height } = image.value;
  return { photo: image.value, sizes: [{ width, height }], details: [] };
}
