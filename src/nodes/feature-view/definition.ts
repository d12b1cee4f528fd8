import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { ascentWork } from '../_params/ascent-work.ts';

export const featureView = defineNode({
  type: 'feature-view',
  version: 1,
  title: 'Feature View',
  category: 'visualisation',
  summary: 'See what a layer or its channels respond to, dreamed from noise alone.',
  keywords: ['visualise', 'channel', 'neuron', 'filter', 'lucid', 'understand', 'see', 'lesson'],
  inputs: { network: port.network() },
  params: {
    layer: param.layer({
      from: 'network',
      default: 'mixed3',
      label: 'Layer',
      main: true,
      help: 'Early layers see edges and textures, later ones parts of things.',
    }),
    channels: param.channels({
      default: [50],
      label: 'Channels',
      main: true,
      help: 'By number such as 3, 7, 10-12; each responds to one kind of thing. All, or all but some as in not 3, 7-9, shows the layer as a whole.',
    }),
    show: param.choice(
      { each: 'Each by itself', together: 'All in one picture' },
      {
        default: 'each',
        label: 'Show',
        main: true,
        help: 'Several channels as a sheet of pictures, or as one picture to which all of them respond.',
      },
    ),
    size: param.number({
      min: 32,
      max: 1024,
      step: 16,
      default: 160,
      integer: true,
      scale: 'log',
      unit: 'px',
      label: 'Size',
      main: true,
      help: 'Side of each picture. As large as the receptive field of the layer, or a few times larger.',
    }),
    iterations: param.number({
      min: 1,
      max: 1000,
      step: 1,
      default: 64,
      integer: true,
      label: 'Iterations',
      help: 'Steps for each picture. More make it clearer.',
    }),
    stepSize: param.number({
      min: 0.001,
      max: 0.1,
      step: 0.001,
      default: 0.02,
      label: 'Contrast',
      help: 'Step size: larger gives stronger colours and contrasts.',
      advanced: true,
    }),
    coarseness: param.number({
      min: 0,
      max: 2,
      step: 0.05,
      default: 1,
      label: 'Coarseness',
      help: 'How strongly broad forms are favoured over fine ones. 0: not at all.',
      advanced: true,
    }),
    seed: param.seed({ default: 1, label: 'Seed', help: 'The noise it starts from.' }),
  },
  outputs: { image: port.image() },
  preview: 'image',
  end: true,
  work: ({ iterations }, pictures) => ascentWork(Number(iterations), pictures, 0),
  megapixels: ({ size, channels, show }) => {
    const pictures = show === 'each' && Array.isArray(channels) ? channels.length : 1;
    return Array.from({ length: pictures }, () => Number(size) ** 2 / 1e6);
  },
});
