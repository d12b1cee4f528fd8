import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const opticalFlow = defineNode({
  type: 'optical-flow',
  version: 1,
  title: 'Optical Flow',
  category: 'time',
  summary: 'Find how far each pixel of a frame has moved since the frame before.',
  keywords: ['motion', 'vectors', 'movement', 'tracking', 'dis', 'clip', 'video', 'flicker'],
  inputs: {
    from: port.image({
      label: 'frame before',
      help: 'Stretched to the size of this frame. Previous Frame gives it.',
    }),
    to: port.image({ label: 'this frame', help: 'The motion is that of its pixels.' }),
  },
  params: {
    detail: param.choice(
      { half: 'Half size', full: 'Full size' },
      {
        default: 'half',
        label: 'Detail',
        main: true,
        help: 'The size at which motion is found. Full size sees small things that move by themselves, and takes four times as long. Frames below 240 pixels are always searched at full size.',
      },
    ),
    smoothness: param.number({
      min: 0,
      max: 20,
      step: 0.1,
      default: 2,
      label: 'Smoothness',
      main: true,
      help: 'How much neighbouring pixels move alike. Lower values follow small things, higher ones calm flat areas.',
    }),
  },
  outputs: {
    motion: port.motion({
      help: 'Colours tell the direction, pale places hardly move. Red moves to the right.',
    }),
  },
  preview: 'motion',
});
