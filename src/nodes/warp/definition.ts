import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const warp = defineNode({
  type: 'warp',
  version: 1,
  title: 'Warp',
  category: 'time',
  summary: 'Move a picture of the frame before along a motion, so that it fits this frame.',
  keywords: ['motion', 'flow', 'displace', 'morph', 'occlusion', 'remap', 'clip', 'video'],
  inputs: {
    image: port.image({
      label: 'picture of frame before',
      help: 'The frame before, or a dream of it: as it is now comes out.',
    }),
    motion: port.motion({ help: 'From Optical Flow. Stretched to the size of the picture.' }),
  },
  params: {
    feather: param.number({
      min: 0,
      max: 50,
      step: 0.5,
      default: 1.5,
      unit: 'px',
      label: 'Feather',
      help: 'Blurs the border of the mask.',
    }),
  },
  outputs: {
    image: port.image(),
    mask: port.mask({
      label: 'known',
      help: 'White where the picture is known, black where this frame shows something that the frame before did not.',
    }),
  },
  passthrough: { image: 'image' },
  preview: 'image',
});
