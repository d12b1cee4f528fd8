import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const adjust = defineNode({
  type: 'adjust',
  version: 1,
  title: 'Adjust',
  category: 'picture',
  summary: 'Change exposure, warmth, contrast, saturation and levels.',
  keywords: [
    'brightness',
    'exposure',
    'contrast',
    'saturation',
    'levels',
    'gamma',
    'colour',
    'grey',
  ],
  inputs: {
    image: port.image(),
    mask: port.mask({ optional: true, help: 'Where the change applies.' }),
  },
  params: {
    exposure: param.number({
      min: -4,
      max: 4,
      step: 0.05,
      default: 0,
      socket: true,
      unit: 'stops',
      label: 'Exposure',
      main: true,
      help: 'One stop doubles the light.',
    }),
    temperature: param.number({
      min: -1,
      max: 1,
      step: 0.02,
      default: 0,
      socket: true,
      label: 'Warmth',
      main: true,
      help: 'Below 0 is bluer, above 0 more amber, at the same brightness.',
    }),
    contrast: param.number({
      min: 0,
      max: 3,
      step: 0.05,
      default: 1,
      socket: true,
      unit: '×',
      label: 'Contrast',
      main: true,
      help: 'Factor on the distance of each value from middle grey.',
    }),
    saturation: param.number({
      min: 0,
      max: 3,
      step: 0.05,
      default: 1,
      socket: true,
      unit: '×',
      label: 'Saturation',
      main: true,
      help: '0 is grey, 1 leaves it as it is.',
    }),
    black: level('Black point', 0, 'The value that becomes black.'),
    white: level('White point', 1, 'The value that becomes white.'),
    gamma: param.number({
      min: 0.1,
      max: 5,
      step: 0.05,
      default: 1,
      scale: 'log',
      label: 'Midtones',
      help: 'Above 1 lifts the middle, below 1 lowers it.',
      group: 'Levels',
    }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
});

function level(label: string, standard: number, help: string) {
  return param.number({
    min: 0,
    max: 1,
    step: 0.01,
    default: standard,
    label,
    help,
    group: 'Levels',
  });
}
