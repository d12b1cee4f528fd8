import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { layersOf, leaveOutFlesh, normaliseOf, weightOf } from '../_params/objective-params.ts';

export const layerObjective = defineNode({
  type: 'layer-objective',
  version: 2,
  title: 'Layer Objective',
  category: 'objective',
  light: true,
  summary: 'Reward what layers of the network respond to, or some of their channels.',
  keywords: ['dream', 'deepdream', 'activation', 'channel', 'neuron', 'direction', 'feature'],
  inputs: {
    network: port.network(),
    mask: port.mask({ optional: true, help: 'Where on the picture it counts.' }),
  },
  params: {
    layers: layersOf(
      [
        { layer: 'mixed3', weight: 1 },
        { layer: 'mixed4', weight: 1 },
      ],
      'Early layers give texture, later ones forms. A negative weight drives the picture away from a layer. A layer may name channels of its own, as in mixed5[53+172]:0.5.',
      { channels: true },
    ),
    measure: param.choice(
      {
        mean: 'Mean',
        'mean-square': 'Mean square',
        'mean-cube': 'Mean cube',
        'half-sum-of-squares': 'Half sum of squares',
        'l2-norm': 'L2 norm',
        neuron: 'Centre neuron of each channel',
        direction: 'Direction of the channels',
      },
      {
        default: 'mean-square',
        label: 'Measure',
        main: true,
        help: 'How the strength of a response is measured. Mean treats all responses alike; higher powers favour those that are already strong.',
      },
    ),
    channels: param.channels({
      label: 'Channels',
      main: true,
      help: 'All, some by number such as 3, 7, 10-12, or all but some: not 3, 7-9. Each channel responds to one kind of thing. Used for layers that name no channels of their own.',
    }),
    leaveOutFlesh: leaveOutFlesh(),
    power: param.number({
      min: 0,
      max: 4,
      step: 0.1,
      default: 1,
      label: 'Purity',
      help: 'How much other channels must stay silent: the power of the cosine to the direction.',
      showWhen: { param: 'measure', is: ['direction'] },
    }),
    weight: weightOf(),
    normalise: normaliseOf(true),
  },
  outputs: { objective: port.objective() },
  upgrades: [{ adds: { leaveOutFlesh: false } }],
});
