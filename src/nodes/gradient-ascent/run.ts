import { ok } from '../../common/result.ts';
import { ascend, mergeOctaves, type Octaves } from '../../engine/index.ts';
import type { NodeInputs, NodeRun } from '../node-run.ts';
import { followAscent } from '../run/follow-ascent.ts';
import type { gradientAscent } from './definition.ts';
import { ascentOptions } from './options.ts';

/** Problems: those of `ascend`, and `cancelled` when the run was stopped before the end. */
export const run: NodeRun<typeof gradientAscent> = async (inputs, params, context) => {
  const { session, signal } = context;
  const options = ascentOptions(params, inputs.mask);
  const ascent = ascend(session, octavesOf(inputs.image), inputs.objective, options, signal);
  const octaves = await followAscent(ascent, context);
  if (!octaves.ok) return octaves;
  return ok({ image: mergeOctaves(octaves.value, { strength: 1 }), octaves: octaves.value });
};

/** A plain picture is one octave. */
function octavesOf(image: NodeInputs<typeof gradientAscent>['image']): Octaves {
  if ('photo' in image) return image;
  return { photo: image, sizes: [{ width: image.width, height: image.height }], details: [] };
}
