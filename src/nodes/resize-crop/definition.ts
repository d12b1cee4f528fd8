import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import {
  box,
  boxFits,
  crop,
  filter,
  filterUpgrade,
  longSideWhen,
  sizedMegapixels,
} from '../_params/size-params.ts';

export const resizeCrop = defineNode({
  type: 'resize-crop',
  version: 2,
  title: 'Resize/Crop',
  category: 'picture',
  summary: 'Cut out a part of a picture and bring it to another size.',
  keywords: ['scale', 'size', 'shrink', 'enlarge', 'cut', 'box', 'aspect'],
  inputs: { image: port.image() },
  params: {
    fit: param.choice(
      { 'long-side': 'Set the long side', ...boxFits, scale: 'Scale by a factor' },
      {
        default: 'long-side',
        label: 'Size',
        main: true,
        help: 'How the picture is fitted to its new size.',
      },
    ),
    size: longSideWhen(
      'long-side',
      'Width or height of the result in pixels, whichever is longer.',
    ),
    factor: param.number({
      min: 0.01,
      max: 16,
      step: 0.05,
      default: 1,
      scale: 'log',
      socket: true,
      unit: '×',
      label: 'Factor',
      main: true,
      help: 'Width and height are multiplied by it.',
      showWhen: { param: 'fit', is: ['scale'] },
    }),
    ...box,
    crop,
    filter,
  },
  outputs: { image: port.image() },
  megapixels: sizedMegapixels,
  passthrough: { image: 'image' },
  preview: 'image',
  upgrades: [filterUpgrade],
});
