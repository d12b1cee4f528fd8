import { defineNode } from '../../graph/definition.ts';
import { param } from '../../graph/param.ts';
import { port } from '../../graph/port.ts';
import { gradientParams } from './gradient-params.ts';

export const mask = defineNode({
  type: 'mask',
  version: 1,
  title: 'Mask',
  category: 'picture',
  summary:
    'Say where something counts: by brightness, along a gradient, from a picture, or painted.',
  keywords: ['paint', 'brush', 'area', 'select', 'matte', 'luminance', 'gradient', 'strokes'],
  inputs: {
    image: port.image({
      optional: true,
      help: 'The picture that the mask is made from or painted on. Gradients and strokes do without, and are then stretched to where they are used.',
    }),
  },
  params: {
    kind: param.choice(
      {
        strokes: 'Painted',
        luminance: 'Range of brightness',
        gradient: 'Gradient',
        image: 'The picture itself',
      },
      { default: 'strokes', label: 'From', help: 'Where the mask comes from.' },
    ),
    strokes: param.strokes({
      label: 'Strokes',
      help: 'What was painted; kept in the document.',
      showWhen: { param: 'kind', is: ['strokes'] },
    }),
    low: brightness('From brightness', 0.5, 'Darker places are left out.'),
    high: brightness('To brightness', 1, 'Brighter places are left out.'),
    softness: param.number({
      min: 0,
      max: 0.5,
      step: 0.01,
      default: 0.1,
      label: 'Softness',
      help: 'Width of the fade at both ends of the range.',
      showWhen: { param: 'kind', is: ['luminance'] },
    }),
    ...gradientParams,
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
      help: 'Counts where it did not, and the other way round.',
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
    help,
    showWhen: { param: 'kind', is: ['luminance'] },
  });
}
