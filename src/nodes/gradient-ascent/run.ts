import { fail, ok } from '../../common/result.ts';
import { type AscentEvent, ascend, mergeOctaves, type Octaves } from '../../engine/index.ts';
import type { RunContext } from '../context.ts';
import type { NodeInputs, NodeRun } from '../node-run.ts';
import type { gradientAscent } from './definition.ts';
import { ascentOptions } from './options.ts';

/** Problems: those of `ascend`, and `cancelled` when the run was stopped before the end. */
export const run: NodeRun<typeof gradientAscent> = async (inputs, params, context) => {
  const { session, signal } = context;
  const octaves = octavesOf(inputs.image);
  const options = ascentOptions(params, inputs.mask);
  const ascent = ascend(session, octaves, inputs.objective, options, signal);
  const tell = createTeller(context);
  for (;;) {
    const { done, value } = await ascent.next();
    if (!done) {
      await tell(value);
      continue;
    }
    if (!value.ok) return value;
    // A picture that is only half done must not be taken for the result of these parameters.
    if (value.value.end === 'stopped') return fail(cancelled);
    return ok({
      image: mergeOctaves(value.value.octaves, { strength: 1 }),
      octaves: value.value.octaves,
    });
  }
};

const cancelled = { code: 'cancelled', message: 'The run was stopped.' };

/** A plain picture is one octave. */
function octavesOf(image: NodeInputs<typeof gradientAscent>['image']): Octaves {
  if ('photo' in image) return image;
  return { photo: image, sizes: [{ width: image.width, height: image.height }], details: [] };
}

function createTeller({ progress, preview, warn, onAscent }: RunContext) {
  let where = '';
  return async (event: AscentEvent): Promise<void> => {
    onAscent?.(event);
    switch (event.kind) {
      case 'octave':
        where = `octave ${event.octave + 1} of ${event.octaves}`;
        return;
      case 'step':
        progress(event.progress, where);
        return preview(event.preview);
      case 'warning':
        warn(event.problem);
    }
  };
}
