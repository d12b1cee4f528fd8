import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';

export const preview = defineNode({
  type: 'preview',
  version: 1,
  title: 'Preview',
  category: 'output',
  light: true,
  summary: 'Show a picture, a mask, octaves or a motion at any point of the graph.',
  keywords: ['show', 'view', 'look', 'display', 'inspect'],
  inputs: {
    image: port.either(['image', 'octaves', 'mask', 'motion'], {
      label: 'image, octaves, mask or motion',
    }),
  },
  params: {},
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
  end: true,
});
