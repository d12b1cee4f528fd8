import { embeddedNetworks } from '../../../models/catalog.ts';
import { retirementOf } from '../../../models/retired.ts';
import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const loadNetwork = defineNode({
  type: 'load-network',
  version: 1,
  title: 'Load Network',
  category: 'source',
  summary: 'Load the trained network whose layers the objectives use.',
  keywords: [
    'model',
    'inception',
    'nanodet',
    'mobilenet',
    'ssd',
    'keras',
    'tfjs',
    'weights',
    'layers',
  ],
  inputs: {},
  params: {
    file: param.file({
      accept: 'network',
      default: { from: 'bundled', name: 'inception-v3' },
      bundled: embeddedNetworks,
      retirementOf: (name) => retirementOf('network', name),
      label: 'Network',
      main: true,
      help: 'An embedded network, or the model.json of a TensorFlow.js layers model.',
    }),
    range: param.choice(
      {
        known: 'Known range of this network',
        'zero-to-one': '0 to 1',
        'minus-one-to-one': '-1 to 1',
        'zero-to-255': '0 to 255',
      },
      {
        default: 'known',
        label: 'Pixel range',
        help: 'The values the network was trained on. Change it only for a network of your own; an unknown network gets 0 to 1.',
        advanced: true,
      },
    ),
  },
  outputs: { network: port.network() },
});
