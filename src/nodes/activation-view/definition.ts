import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const activationView = defineNode({
  type: 'activation-view',
  version: 1,
  title: 'Activation View',
  category: 'visualisation',
  summary: 'See where in a picture the channels of a layer respond, the strongest first.',
  keywords: ['visualise', 'heat map', 'response', 'channels', 'understand', 'see', 'lesson'],
  inputs: {
    network: port.network(),
    image: port.image({ help: 'The picture that the network sees.' }),
  },
  params: {
    layer: param.layer({
      from: 'network',
      default: 'mixed3',
      label: 'Layer',
      main: true,
      help: 'The layer whose channels are shown.',
    }),
    channels: param.channels({
      label: 'Channels',
      main: true,
      help: 'All: the strongest channels of the layer. Numbers such as 3, 7, 10-12: these channels. Not 3, 7-9: the strongest except these.',
    }),
    count: param.number({
      min: 1,
      max: 95,
      step: 6,
      default: 23,
      integer: true,
      label: 'How many',
      main: true,
      help: 'Number of channels on the sheet, in addition to the picture itself.',
    }),
    shown: param.number({
      min: 1,
      max: 95,
      step: 1,
      default: 1,
      integer: true,
      label: 'Overlay',
      main: true,
      help: 'Which channel on the sheet is laid over the picture: 1 is the strongest. A click on the sheet sets it.',
    }),
    cell: param.number({
      min: 32,
      max: 512,
      step: 16,
      default: 128,
      integer: true,
      scale: 'log',
      unit: 'px',
      label: 'Cell width',
      help: 'Width of each small picture.',
      advanced: true,
    }),
  },
  outputs: {
    image: port.image({ label: 'sheet', help: 'All channels as small pictures.' }),
    overlay: port.image({ help: 'The picture, lit where the chosen channel responds.' }),
    mask: port.mask({ help: 'Where the chosen channel responds.' }),
  },
  preview: 'image',
  end: true,
});
