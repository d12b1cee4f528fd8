import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const octaveSplit = defineNode({
  type: 'octave-split',
  version: 1,
  title: 'Octave Split',
  category: 'pyramid',
  light: true,
  summary:
    'Prepare a picture at several sizes, so that a dream grows from large forms to fine ones.',
  keywords: ['pyramid', 'scales', 'octaves', 'multiscale', 'levels'],
  inputs: { image: port.image() },
  params: {
    count: param.number({
      min: 1,
      max: 16,
      step: 1,
      default: 5,
      integer: true,
      socket: true,
      label: 'Octaves',
      main: true,
      help: 'The largest number of sizes. More octaves give larger forms.',
    }),
    ratio: param.number({
      min: 1.05,
      max: 4,
      step: 0.05,
      default: 1.4,
      socket: true,
      unit: '×',
      label: 'Octave scale',
      main: true,
      help: 'Each octave is larger than the one before by this factor.',
    }),
    smallestSide: param.number({
      min: 1,
      max: 1024,
      step: 1,
      default: 60,
      integer: true,
      unit: 'px',
      label: 'Smallest side',
      main: true,
      help: 'Octaves whose short side would be below this are left out. Deep layers see nothing in very small pictures.',
    }),
    law: param.choice(
      {
        round: 'Round each',
        google: 'Round again and again (Google 2015)',
        truncate: 'Cut off (Keras, TensorFlow tutorial)',
      },
      {
        default: 'round',
        label: 'Size law',
        help: 'How sizes are rounded to whole pixels. The laws differ by a pixel or two; choose one to match another program.',
        advanced: true,
      },
    ),
  },
  outputs: { octaves: port.octaves() },
  megapixels: ({ count = 5, ratio = 1.4 }, before) => {
    const shrink = Number(ratio) ** -2;
    return Array.from({ length: Number(count) }, (_, k) => before * shrink ** k);
  },
});
