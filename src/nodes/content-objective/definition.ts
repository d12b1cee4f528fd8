import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { layersOf, normaliseOf, weightOf } from '../_params/objective-params.ts';

export const contentObjective = defineNode({
  type: 'content-objective',
  version: 1,
  title: 'Content Objective',
  category: 'objective',
  light: true,
  summary: 'Keep the things of a picture recognisable while other objectives change it.',
  keywords: ['keep', 'preserve', 'recognisable', 'style transfer', 'structure'],
  inputs: {
    network: port.network(),
    content: port.image({
      optional: true,
      help: 'The picture to stay close to. Without one: the picture the ascent starts from.',
    }),
    mask: port.mask({ optional: true, help: 'Where on the picture it counts.' }),
  },
  params: {
    layers: layersOf(
      [{ layer: 'mixed2', weight: 1 }],
      'Early layers keep lines and colours, later ones only what things are.',
    ),
    weight: weightOf(),
    normalise: normaliseOf(false),
  },
  outputs: { objective: port.objective() },
});
