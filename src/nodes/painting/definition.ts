import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { newSize, sizedMegapixels } from '../_params/size-params.ts';

export const painting = defineNode({
  type: 'painting',
  version: 1,
  title: 'Painting',
  category: 'source',
  summary: 'Generate a colourful picture, to use as a style or a guide.',
  keywords: ['style', 'guide', 'brush', 'strokes', 'stained glass', 'waves', 'generate', 'art'],
  inputs: {},
  params: {
    kind: param.choice(
      {
        'brush-strokes': 'Brush strokes',
        'stained-glass': 'Stained glass',
        waves: 'Woodblock waves',
        marbled: 'Marbled paper',
        dots: 'Field in dots',
        circles: 'Colour circles',
        engraving: 'Engraving',
      },
      {
        default: 'brush-strokes',
        label: 'Kind',
        main: true,
        help: 'Strokes, glass, dots and circles make good styles; waves, marble and engraving good guides.',
      },
    ),
    ...newSize,
    seed: param.seed({
      default: 7,
      label: 'Seed',
      main: true,
      help: 'The same seed gives the same painting.',
    }),
  },
  outputs: { image: port.image() },
  megapixels: sizedMegapixels,
  preview: 'image',
});
