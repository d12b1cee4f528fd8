import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';

export const previousFrame = defineNode({
  type: 'previous-frame',
  version: 1,
  title: 'Previous Frame',
  category: 'time',
  light: true,
  summary: 'The picture of the frame before: what a film goes on from.',
  keywords: ['feedback', 'delay', 'loop', 'circle', 'film', 'zoom', 'last', 'time'],
  inputs: {
    first: port.image({ label: 'First', help: 'Comes out in the first frame, and in a still.' }),
    next: port.image({
      label: 'Next',
      help: 'Comes out one frame later. Its wire may close a circle.',
      optional: true,
      delayed: true,
    }),
  },
  params: {},
  outputs: { image: port.same('first') },
  passthrough: { image: 'first' },
  preview: 'image',
});
