import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { layersOf } from '../_params/objective-params.ts';
import { statistic, styleLayers, styleScale } from '../_params/style-params.ts';

export const styleBlend = defineNode({
  type: 'style-blend',
  version: 1,
  title: 'Style Blend',
  category: 'objective',
  light: true,
  summary: 'One slider from dream to style, while the content stays recognisable.',
  keywords: ['deepstyle', 'style transfer', 'mix', 'slider', 'painting'],
  inputs: {
    network: port.network(),
    dream: port.objective({ help: 'What to dream of at the dream end of the slider.' }),
    style: port.image({ help: 'The picture whose strokes and textures are used.' }),
    content: port.image({
      optional: true,
      help: 'The picture to stay close to. Without one: the picture the ascent starts from.',
    }),
  },
  params: {
    blend: param.number({
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.9,
      socket: true,
      label: 'Dream to style',
      main: true,
      help: '0 is all dream, 1 all style.',
    }),
    contentWeight: param.number({
      min: 0,
      max: 5,
      step: 0.05,
      default: 0.25,
      socket: true,
      label: 'Content',
      main: true,
      help: 'How firmly the things in the picture are kept, compared with a style of weight 1. Drawings with clear lines need 0.7 or more.',
    }),
    statistic,
    styleScale,
    layers: { ...styleLayers, label: 'Style layers' },
    contentLayers: layersOf([{ layer: 'mixed2', weight: 1 }], 'Where content is compared.', {
      label: 'Content layers',
      main: false,
    }),
  },
  outputs: { objective: port.objective() },
});
