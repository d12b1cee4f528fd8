import { mixable } from '../../common/mix.ts';
import { defineNode, type Time } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import type { ParamValues } from '../../graph/document/document.ts';
import { param } from '../../graph/params/param.ts';

const bounds = { min: -1_000_000, max: 1_000_000, step: 0.1 } as const;

export const wave = defineNode({
  type: 'wave',
  version: 1,
  title: 'Wave',
  category: 'value',
  light: true,
  summary: 'A number that goes up and down over the frames of a film.',
  keywords: [
    'oscillator',
    'lfo',
    'sine',
    'triangle',
    'square',
    'noise',
    'pulse',
    'breathe',
    'time',
  ],
  inputs: {},
  params: {
    shape: param.choice(
      { sine: 'Sine', triangle: 'Triangle', square: 'Square', noise: 'Noise' },
      {
        default: 'sine',
        label: 'Shape',
        main: true,
        help: 'Each begins low and is high half a period later; noise wanders.',
      },
    ),
    period: param.number({
      min: 1,
      max: 100_000,
      step: 1,
      default: 48,
      unit: 'frames',
      affects: 'frame',
      label: 'Period',
      main: true,
      help: 'After so many frames it is where it began. A film whose length is a multiple of it loops without a seam.',
    }),
    low: param.number({
      ...bounds,
      default: 0,
      label: 'Low',
      main: true,
      help: 'The lowest value.',
    }),
    high: param.number({
      ...bounds,
      default: 1,
      label: 'High',
      main: true,
      help: 'The highest value; below Low, the wave is upside down.',
    }),
    phase: param.number({
      min: 0,
      max: 1,
      step: 0.01,
      default: 0,
      label: 'Phase',
      help: 'Where in its period it is in the first frame: 0.5 is half a period on.',
    }),
    loops: param.boolean({
      default: true,
      label: 'Repeats',
      showWhen: { param: 'shape', is: ['noise'] },
      help: 'The noise of one period comes again in the next; otherwise it never does.',
    }),
    seed: param.seed({
      default: 1,
      socket: false,
      label: 'Seed',
      showWhen: { param: 'shape', is: ['noise'] },
      help: 'Another seed is another course of the noise.',
    }),
  },
  outputs: { number: port.number() },
  atFrame,
});

/** Where in its period the wave is, and the seed of this period where the next is another. */
function atFrame({ shape, period, phase, loops, seed }: ParamValues, { frame }: Time): ParamValues {
  const length = Number(period);
  // Of what is left of the division, so that equal places in two periods are equal to the bit.
  const turned = Number(phase) + (frame % length) / length;
  const periods = Math.floor(frame / length) + Math.floor(turned);
  const goesOn = shape === 'noise' && loops === false;
  return {
    phase: turned - Math.floor(turned),
    ...(goesOn && { seed: (Number(seed) + periods) % mixable }),
  };
}
