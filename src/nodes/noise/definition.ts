import { defineNode } from '../../graph/definition.ts';
import { param } from '../../graph/param.ts';
import { port } from '../../graph/port.ts';

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
        help: 'Grain differs from pixel to pixel; clouds are soft and large.',
      },
    ),
    size: param.number({
      min: 16,
      max: 8192,
      step: 16,
      default: 512,
      integer: true,
      scale: 'log',
      socket: true,
      unit: 'px',
      label: 'Long side',
      help: 'Width or height in pixels, whichever is longer.',
    }),
    aspect: param.choice(
      {
        '1:1': 'Square',
        '4:3': '4:3',
        '3:2': '3:2',
        '16:9': '16:9',
        '3:4': '3:4 upright',
        '2:3': '2:3 upright',
        '9:16': '9:16 upright',
      },
      { default: '4:3', label: 'Shape', help: 'Width to height.' },
    ),
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
      help: 'How far the noise strays from the colour, where 1 is from black to white.',
    }),
    coloured: param.boolean({
      default: true,
      label: 'Coloured',
      help: 'On: red, green and blue vary apart. Off: only the brightness varies.',
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
    seed: param.seed({ default: 1, label: 'Seed', help: 'The same seed gives the same noise.' }),
  },
  outputs: { image: port.image() },
  preview: 'image',
});
