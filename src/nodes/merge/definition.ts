import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const merge = defineNode({
  type: 'merge',
  version: 1,
  title: 'Merge',
  category: 'picture',
  summary: 'Lay one picture over another: mixed, blended, or only in a mask.',
  keywords: ['blend', 'mix', 'composite', 'overlay', 'layer', 'luminosity', 'colour', 'combine'],
  inputs: {
    below: port.image({ help: 'Gives the size of the result.' }),
    above: port.image({ help: 'Stretched to the size of the picture below.' }),
    mask: port.mask({ optional: true, help: 'Where the picture above shows.' }),
  },
  params: {
    mode: param.choice(
      {
        normal: 'Normal',
        multiply: 'Multiply',
        screen: 'Screen',
        overlay: 'Overlay',
        'soft-light': 'Soft light',
        'hard-light': 'Hard light',
        add: 'Add',
        subtract: 'Subtract',
        difference: 'Difference',
        darken: 'Darken',
        lighten: 'Lighten',
        dodge: 'Dodge',
        burn: 'Burn',
        hue: 'Hue',
        saturation: 'Saturation',
        colour: 'Colour',
        luminosity: 'Luminosity',
      },
      {
        default: 'normal',
        label: 'Mode',
        main: true,
        help: 'Luminosity takes light and dark from the picture above and the colours from below; colour does the opposite.',
      },
    ),
    amount: param.number({
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.5,
      socket: true,
      label: 'Amount',
      main: true,
      help: '0 shows the picture below, 1 the blend.',
    }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'below' },
  preview: 'image',
});
