import { param } from '../../graph/params/param.ts';

/** How many steps, how large, and where they land. */
export const stepParams = {
  strength: param.number({
    min: 0,
    max: 3,
    step: 0.05,
    default: 1,
    socket: true,
    label: 'Strength',
    main: true,
    help: 'How much of the dream is shown: 0 is the picture before, 1 the dream. Changing it does not dream again.',
    late: true,
  }),
  iterations: param.number({
    min: 0,
    max: 500,
    step: 1,
    default: 10,
    integer: true,
    socket: true,
    label: 'Iterations',
    main: true,
    help: 'Steps at each octave. 0 leaves the picture as it is.',
  }),
  stepFrom: param.choice(
    { step: 'Step size', budget: 'Total change' },
    {
      default: 'step',
      label: 'Step from',
      help: 'Step size: more iterations change the picture more. Total change: more iterations only make the steps finer.',
      advanced: true,
    },
  ),
  budget: param.number({
    min: 0,
    max: 1,
    step: 0.005,
    default: 0.06,
    socket: true,
    label: 'Total change',
    main: true,
    help: 'How much all steps of an octave together change the picture on average, where 1 is from black to white. The same for any number of steps, decay, optimiser and measure.',
    showWhen: { param: 'stepFrom', is: ['budget'] },
  }),
  stepSize: param.number({
    min: 0,
    max: 0.1,
    step: 0.0005,
    default: 0.006,
    socket: true,
    label: 'Step size',
    main: true,
    help: 'How much a step changes the picture on average, where 1 is from black to white.',
    showWhen: { param: 'stepFrom', is: ['step'] },
  }),
  form: param.number({
    min: -2,
    max: 2,
    step: 0.1,
    default: 0,
    socket: true,
    label: 'Form size',
    help: 'Above 0 the small octaves change more and the large ones less, which gives large forms with calm details: at 1, steps go from 2.5 times the step size down to 0.4 times. Below 0 it is the other way round, for fine forms. Needs several octaves.',
  }),
  jitter: param.number({
    min: 0,
    max: 128,
    step: 1,
    default: 32,
    integer: true,
    unit: 'px',
    label: 'Jitter',
    help: 'Each step shifts the picture by up to this much and back, so that no grid of the network appears. At least 8 for early layers, 32 for later ones.',
  }),
  edges: param.choice(
    { mirror: 'Mirrored', wrap: 'The other end' },
    {
      default: 'mirror',
      label: 'Past the edges',
      help: 'What the network sees beyond the picture. Mirrored: dreams grow to the edges as strongly as inside. The other end: the picture can be tiled.',
      advanced: true,
    },
  ),
  seed: param.seed({
    default: 1,
    label: 'Seed',
    help: 'Fixes the jitter: the same seed gives the same picture.',
  }),
};

/** Steps that differ from octave to octave or fade with time. */
export const scheduleParams = {
  iterationsByOctave: byOctave('Iterations by octave', 'the iterations'),
  stepByOctave: byOctave('Step by octave', 'the step size'),
  decay: param.number({
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
    label: 'Decay',
    help: 'Steps shrink during an octave: step i is divided by √(1 + decay · i).',
    group: 'Schedule',
    advanced: true,
  }),
  stopGain: param.number({
    min: 0,
    max: 1000,
    step: 1,
    default: 0,
    label: 'Stop at gain',
    help: 'End an octave when its objective has grown by this factor. 0: never.',
    group: 'Schedule',
    advanced: true,
  }),
  average: param.number({
    min: 0,
    max: 0.99,
    step: 0.01,
    default: 0,
    label: 'Average',
    help: 'Use a mean of the last pictures instead of the last one; this is the weight of the past. 0.9 calms style transfer.',
    group: 'Schedule',
    advanced: true,
  }),
};

function byOctave(label: string, what: string) {
  return param.numbers({
    min: 0,
    max: 10,
    step: 0.05,
    default: [1],
    unit: '×',
    label,
    help: `Factors on ${what}, from the smallest octave to the largest. The last one is used for the remaining octaves.`,
    group: 'Schedule',
    advanced: true,
  });
}
