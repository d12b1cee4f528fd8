import { retirementOf } from '../../../models/retired.ts';
import { samples } from '../../../models/samples.ts';
import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { filterUpgrade, sizedMegapixels, workingSize } from '../_params/size-params.ts';

export const loadImage = defineNode({
  type: 'load-image',
  version: 3,
  title: 'Load Image',
  category: 'source',
  summary: 'Read a photo, a sample or a pasted picture, at the size to work in.',
  keywords: ['photo', 'picture', 'file', 'open', 'sample', 'paste', 'input', 'jpeg', 'png', 'webp'],
  inputs: {},
  params: {
    file: param.file({
      accept: 'image',
      default: { from: 'bundled', name: 'mountains' },
      bundled: samples,
      retirementOf: (name) => retirementOf('image', name),
      label: 'Picture',
      main: true,
      help: 'A PNG, JPEG, WebP, GIF, AVIF or BMP file, or a sample. It never leaves this machine.',
    }),
    files: param.files({
      accept: 'image',
      affects: 'photo',
      beside: 'file',
      label: 'Pictures',
      help: 'Several pictures in place of the one: a run makes a dream of each.',
    }),
    ...workingSize('pictures'),
  },
  outputs: { image: port.image() },
  megapixels: sizedMegapixels,
  preview: 'image',
  // The sample that a node without one meant no longer comes along, and inspection says so.
  upgrades: [{ defaults: { file: { from: 'bundled', name: 'alps' } } }, filterUpgrade],
});
