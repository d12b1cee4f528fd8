import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { newSize, sizedMegapixels } from '../_params/size-params.ts';

export const noise = defineNode({
  type: 'noise',
  version: 1,
  title: 'Noise',
  category: 'source',
  summary: 'Make a random picture to dream from: even grain or soft clouds.',
  keywords: ['random', 'grain', 'clouds', 'static', 'start', 'blank'],
  inputs: {},
  params: {
    kind: param.choice(
      { white: 'Grain', clouds: 'Clouds' },
      {
        default: 'white',
        label: 'Kind',
        main: true,
        help: 'Grain differs from pixel to pixel; clouds are soft and large.',
      },
    ),
    ...newSize,
    colour: param.colour({
      default: '#6b7580',
      label: 'Colour',
      help: 'The colour around which the noise varies.',
    }),
    amount: param.number({
      min: 0,
      max: 0.5,
      step: 0.01,
      default: 0.03,
      socket: true,
      label: 'Amount',
      main: true,
      help: 'How far the noise deviates from the colour, where 1 is from black to white.',
    }),
    colourfulness: param.number({
      min: 0,
      max: 1,
      step: 0.05,
      default: 1,
      label: 'Colourfulness',
      help: '1: red, green and blue vary apart. 0: only the brightness varies.',
    }),
    scale: param.number({
      min: 0.01,
      max: 1,
      step: 0.01,
      default: 0.25,
      scale: 'log',
      label: 'Cloud size',
      help: 'Size of the largest clouds as a share of the long side.',
      showWhen: { param: 'kind', is: ['clouds'] },
    }),
    layers: param.number({
      min: 1,
      max: 10,
      step: 1,
      default: 4,
      integer: true,
      label: 'Cloud layers',
      help: 'Each adds clouds of half the size.',
      showWhen: { param: 'kind', is: ['clouds'] },
    }),
    roughness: param.number({
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
      label: 'Roughness',
      help: 'How strong each layer of smaller clouds is compared with the previous one.',
      showWhen: { param: 'kind', is: ['clouds'] },
    }),
    seed: param.seed({
      default: 1,
      label: 'Seed',
      main: true,
      help: 'The same seed gives the same noise.',
    }),
  },
  outputs: { image: port.image() },
  megapixels: sizedMegapixels,
  preview: 'image',
});
