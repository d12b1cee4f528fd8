import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { layersOf, leaveOutFlesh, normaliseOf, weightOf } from '../_params/objective-params.ts';

export const guideObjective = defineNode({
  type: 'guide-objective',
  version: 2,
  title: 'Guide Objective',
  category: 'objective',
  light: true,
  summary: 'Dream of what a second picture shows.',
  keywords: ['guided', 'reference', 'deepdream', 'similar', 'match'],
  inputs: {
    network: port.network(),
    guide: port.image({ help: 'The picture whose features appear in the dream.' }),
    mask: port.mask({ optional: true, help: 'Where on the picture it counts.' }),
  },
  params: {
    layers: layersOf(
      [
        { layer: 'mixed2', weight: 1 },
        { layer: 'mixed3', weight: 1 },
      ],
      'On Inception V3 mixed1 and mixed2 take patterns from the guide, mixed2 and mixed3 textures, mixed3 and mixed4 forms. A layer may name channels, as in mixed3[53+172].',
      { channels: true },
    ),
    leaveOutFlesh: leaveOutFlesh(),
    match: param.choice(
      {
        'channel-contrast': 'Channel contrast',
        dot: 'Best place',
        'channel-weights': 'Channel weights',
      },
      {
        default: 'channel-contrast',
        label: 'Match',
        main: true,
        help: 'Channel contrast favours what the guide has more of than the photo; its effect is the strongest. Best place finds, for each place, the most similar one in the guide.',
      },
    ),
    guideSize: param.number({
      min: 32,
      max: 1024,
      step: 16,
      default: 224,
      integer: true,
      scale: 'log',
      unit: 'px',
      label: 'Guide size',
      main: true,
      help: 'Long side at which the network sees the guide. Smaller: its larger forms count.',
    }),
    weight: weightOf(),
    normalise: normaliseOf(true),
  },
  outputs: { objective: port.objective() },
  upgrades: [{ adds: { leaveOutFlesh: false } }],
});
