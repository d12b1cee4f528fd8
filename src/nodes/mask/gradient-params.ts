import { param } from '../../graph/params/param.ts';

/** Where a mask rises along a line, in shares of the picture's width and height. */
export const linearParams = {
  startX: place('Start across', 0.5, 'linear'),
  startY: { ...place('Start down', 0, 'linear'), main: true },
  endX: place('End across', 0.5, 'linear'),
  endY: { ...place('End down', 1, 'linear'), main: true },
};

/** Where a round mask lies, and how far it reaches. */
export const radialParams = {
  centreX: { ...place('Centre across', 0.5, 'radial'), main: true },
  centreY: { ...place('Centre down', 0.5, 'radial'), main: true },
  inner: distance('Full up to', 0.1, 'Up to this distance from the centre the mask is full.'),
  outer: {
    ...distance('Nothing from', 0.5, 'From this distance on the mask is empty.'),
    main: true,
  },
};

function place(label: string, standard: number, kind: string) {
  const side = label.endsWith('across') ? 'the width from the left' : 'the height from the top';
  return param.number({
    min: 0,
    max: 1,
    step: 0.01,
    default: standard,
    label,
    help: `As a share of ${side}.`,
    showWhen: { param: 'kind', is: [kind] },
  });
}

function distance(label: string, standard: number, help: string) {
  return param.number({
    min: 0,
    max: 2,
    step: 0.01,
    default: standard,
    label,
    help: `${help} A share of the long side.`,
    showWhen: { param: 'kind', is: ['radial'] },
  });
}
