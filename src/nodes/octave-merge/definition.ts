import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const octaveMerge = defineNode({
  type: 'octave-merge',
  version: 2,
  title: 'Octave Merge',
  category: 'pyramid',
  summary: 'Add what was dreamed to the photo, as strongly as you like.',
  keywords: ['pyramid', 'strength', 'detail', 'blend', 'octaves', 'amount'],
  inputs: { octaves: port.octaves() },
  params: {
    strength: param.number({
      min: -1,
      max: 4,
      step: 0.05,
      default: 1,
      socket: true,
      label: 'Strength',
      help: 'How much of the dream is added: 0 is the photo, 1 the dream. Changing it does not dream again.',
    }),
    saturation: param.number({
      min: 0,
      max: 4,
      step: 0.05,
      default: 1,
      socket: true,
      label: 'Saturation',
      help: 'How strongly the dream changes colours; the photo keeps its own. 0: only light and dark change. Above 1: colours glow.',
    }),
    contrast: param.number({
      min: 0,
      max: 4,
      step: 0.05,
      default: 1,
      socket: true,
      label: 'Contrast',
      help: 'How strongly the dream changes light and dark; the photo keeps its own. 0: only colours change.',
    }),
    grain: param.number({
      min: 0,
      max: 2,
      step: 0.05,
      default: 1,
      socket: true,
      label: 'Grain',
      help: 'How much of the finest detail of the dream, up to four pixels, is kept. 0 removes it, for large prints.',
    }),
    weights: param.numbers({
      min: -4,
      max: 4,
      step: 0.1,
      default: [1],
      label: 'Weight by octave',
      help: 'How much each octave counts, from the smallest size to the largest. The last number is used for the remaining octaves.',
      advanced: true,
    }),
  },
  outputs: { image: port.image() },
  preview: 'image',
  upgrades: [{ adds: { saturation: 1, contrast: 1, grain: 1 } }],
});
