import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { normaliseOf, weightOf } from '../_params/objective-params.ts';
import { statistic, styleLayers, styleScale } from '../_params/style-params.ts';

export const styleObjective = defineNode({
  type: 'style-objective',
  version: 1,
  title: 'Style Objective',
  category: 'objective',
  light: true,
  summary: 'Give the picture the textures and strokes of a style picture.',
  keywords: ['gram', 'style transfer', 'texture', 'painting', 'wasserstein', 'artistic'],
  inputs: {
    network: port.network(),
    style: port.image({ help: 'The picture whose strokes and textures are used.' }),
    mask: port.mask({ optional: true, help: 'Where on the picture it counts.' }),
  },
  params: {
    layers: styleLayers,
    statistic: { ...statistic, main: true },
    styleScale,
    weight: weightOf(),
    normalise: normaliseOf(false),
  },
  outputs: { objective: port.objective() },
});
