import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { ascentWork } from '../_params/ascent-work.ts';
import { gradientParams, pictureParams } from './gradient-params.ts';
import { methodParams, tileParams } from './method-params.ts';
import { scheduleParams, stepParams } from './step-params.ts';

export const gradientAscent = defineNode({
  type: 'gradient-ascent',
  version: 2,
  title: 'Gradient Ascent',
  category: 'ascent',
  summary: 'Change the picture step by step so that the objective grows: this is where it dreams.',
  keywords: ['dream', 'deepdream', 'optimise', 'iterate', 'steps', 'adam', 'run'],
  inputs: {
    image: port.either(['image', 'octaves'], {
      label: 'image or octaves',
      help: 'A picture is changed at its own size only, octaves from small to large. Octaves that already contain a dream continue from there.',
    }),
    objective: port.objective({ help: 'What to maximise.' }),
    mask: port.mask({ optional: true, help: 'Where the picture may change.' }),
  },
  params: {
    ...stepParams,
    ...gradientParams,
    ...pictureParams,
    ...scheduleParams,
    ...methodParams,
    ...tileParams,
  },
  outputs: {
    image: port.image({ help: 'The photo with all the detail.' }),
    octaves: port.octaves({
      help: 'The photo and its detail separately, for Octave Merge or more dreaming.',
    }),
  },
  passthrough: { image: 'image', octaves: 'image' },
  preview: 'image',
  work: ({ iterations = 1, calibrate, normalise }, octaves, terms) => {
    const measures = calibrate && (terms > 1 || normalise === 'none');
    return ascentWork(Number(iterations), octaves, measures ? terms : 0);
  },
  upgrades: [
    { adds: { edges: 'wrap', form: 0 }, defaults: { smoothingGains: [0.5, 1, 1, 0.7, 0.35] } },
  ],
});
