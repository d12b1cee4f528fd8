import { param } from '../../graph/param.ts';

const whenGradient = { param: 'kind', is: ['gradient'] } as const;

/** A line or a circle along which the mask goes from full to nothing; places are in [0, 1]. */
export const gradientParams = {
  shape: param.choice(
    { linear: 'Along a line', radial: 'Around a point' },
    {
      default: 'linear',
      label: 'Gradient',
      help: 'Full at the start and nothing at the end of the line; or full at the point and nothing at the distance of the end.',
      showWhen: whenGradient,
    },
  ),
  startX: place('Start across', 0.5),
  startY: place('Start down', 0),
  endX: place('End across', 0.5),
  endY: place('End down', 1),
};

function place(label: string, standard: number) {
  const side = label.endsWith('across') ? 'the width from the left' : 'the height from the top';
  return param.number({
    min: 0,
    max: 1,
    step: 0.01,
    default: standard,
    label,
    help: `As a share of ${side}.`,
    showWhen: whenGradient,
  });
}
