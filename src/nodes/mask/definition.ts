import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { linearParams, radialParams } from './gradient-params.ts';

export const mask = defineNode({
  type: 'mask',
  version: 1,
  title: 'Mask',
  category: 'picture',
  summary:
    'Define where something counts: by brightness, along a gradient, from a picture, or painted.',
  keywords: ['paint', 'brush', 'area', 'select', 'matte', 'luminance', 'gradient', 'strokes'],
  inputs: {
    image: port.image({
      optional: true,
      help: 'The picture that the mask is made from or painted on. Gradients and strokes do not need one; they are then stretched to the picture they are used on.',
    }),
  },
  params: {
    kind: param.choice(
      {
        strokes: 'Painted',
        luminance: 'Brightness of the image',
        linear: 'Gradient along a line',
        radial: 'Round gradient',
        image: 'One channel of the image',
      },
      { default: 'strokes', label: 'From', main: true, help: 'Where the mask comes from.' },
    ),
    strokes: param.strokes({
      label: 'Strokes',
      main: true,
      help: 'The painted strokes, stored in the document.',
      showWhen: { param: 'kind', is: ['strokes'] },
    }),
    low: brightness('Nothing at brightness', 0, 'Pixels at or below this brightness do not count.'),
    high: brightness('Full at brightness', 1, 'Pixels at or above this brightness count fully.'),
    channel: param.choice(
      { red: 'Red', green: 'Green', blue: 'Blue' },
      {
        default: 'red',
        label: 'Channel',
        main: true,
        help: 'Which channel of the picture is used as the mask. In grey pictures all are the same.',
        showWhen: { param: 'kind', is: ['image'] },
      },
    ),
    ...linearParams,
    ...radialParams,
    feather: param.number({
      min: 0,
      max: 25,
      step: 0.1,
      default: 0,
      unit: '%',
      label: 'Feather',
      help: 'Blurs the mask, in percent of the long side.',
    }),
    invert: param.boolean({
      default: false,
      label: 'Invert',
      help: 'Swaps where it counts and where it does not.',
    }),
  },
  outputs: { mask: port.mask() },
  preview: 'mask',
});

function brightness(label: string, standard: number, help: string) {
  return param.number({
    min: 0,
    max: 1,
    step: 0.01,
    default: standard,
    label,
    main: true,
    help,
    showWhen: { param: 'kind', is: ['luminance'] },
  });
}
