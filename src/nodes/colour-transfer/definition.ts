import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const colourTransfer = defineNode({
  type: 'colour-transfer',
  version: 1,
  title: 'Colour Transfer',
  category: 'picture',
  summary: 'Give a picture the palette of another picture.',
  keywords: ['colour', 'color', 'palette', 'match', 'grade', 'preserve', 'tone'],
  inputs: {
    image: port.image(),
    colours: port.image({ help: 'The picture whose palette is taken.' }),
    mask: port.mask({ optional: true, help: 'Where the change applies.' }),
  },
  params: {
    method: param.choice(
      {
        transport: 'All colours together',
        deviation: 'Red, green and blue apart',
        luminance: 'Brightness only',
        pixel: 'Keep brightness, take each colour',
      },
      {
        default: 'transport',
        label: 'Method',
        main: true,
        help: 'The first three match mean and spread over the whole picture; the first (linear optimal transport) changes colours least. The last takes the colour of each pixel, so that a dream keeps the colours of its photo.',
      },
    ),
    amount: param.number({
      min: 0,
      max: 1,
      step: 0.01,
      default: 1,
      socket: true,
      label: 'Amount',
      main: true,
      help: '0 changes nothing.',
    }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
});
