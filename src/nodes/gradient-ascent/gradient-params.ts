import { param } from '../../graph/params/param.ts';

/** What becomes of the gradient before it is added to the picture. */
export const gradientParams = {
  smoothing: param.choice(
    { laplacian: 'Even over scales (Laplacian)', gaussian: 'Blurred (Gaussian)', none: 'None' },
    {
      default: 'laplacian',
      label: 'Smoothing',
      help: 'Laplacian distributes the change evenly over fine and coarse forms and removes pixel noise.',
      group: 'Gradient',
    },
  ),
  smoothingLevels: param.number({
    min: 1,
    max: 8,
    step: 1,
    default: 4,
    integer: true,
    label: 'Bands',
    help: 'Number of bands the gradient is split into, besides the coarse rest.',
    group: 'Gradient',
    advanced: true,
    showWhen: { param: 'smoothing', is: ['laplacian'] },
  }),
  smoothingGains: param.numbers({
    min: 0,
    max: 4,
    step: 0.05,
    default: [0.3, 0.7, 1, 0.9, 0.35],
    label: 'Gain by band',
    help: 'From fine to coarse; the last number is used for the remaining bands. Low first gains keep specks and scales out of smooth areas; a low last gain keeps blotches out of skies.',
    group: 'Gradient',
    advanced: true,
    showWhen: { param: 'smoothing', is: ['laplacian'] },
  }),
  smoothingSigma: param.number({
    min: 0.1,
    max: 16,
    step: 0.1,
    default: 1,
    unit: 'px',
    label: 'Blur',
    help: 'Width of the middle one of three blurs, whose mean is used.',
    group: 'Gradient',
    showWhen: { param: 'smoothing', is: ['gaussian'] },
  }),
  normalise: param.choice(
    { mean: 'Mean magnitude', std: 'Standard deviation', rms: 'Root mean square', none: 'None' },
    {
      default: 'mean',
      label: 'Step measured by',
      help: 'What the step size refers to. None takes the gradient as it is, which differs by layer.',
      group: 'Gradient',
      advanced: true,
    },
  ),
  calibrate: param.boolean({
    default: true,
    label: 'Balance the terms',
    help: 'At the start of each octave every term is scaled so that equal weights change the picture equally. Off: one layer easily dominates the others.',
    group: 'Gradient',
    advanced: true,
  }),
};

/** What the change may do to colours and to the photo. */
export const pictureParams = {
  colour: param.number({
    min: 0,
    max: 1,
    step: 0.01,
    default: 1,
    socket: true,
    label: 'Keep palette',
    main: true,
    help: '1: colours change together, as in natural pictures, and the photo keeps its palette. 0: raw, rainbow-like colours.',
    group: 'Picture',
  }),
  luminanceOnly: param.boolean({
    default: false,
    label: 'Brightness only',
    help: 'The dream changes light and dark but no colour.',
    group: 'Picture',
  }),
  anchor: param.number({
    min: 0,
    max: 0.5,
    step: 0.005,
    default: 0,
    socket: true,
    label: 'Anchor',
    help: 'After each step the picture goes back towards the photo by this share. 0.03 is gentle.',
    group: 'Picture',
  }),
  gamut: param.choice(
    { clip: 'Cut off', soft: 'Soft' },
    {
      default: 'clip',
      label: 'Out-of-range colours',
      help: 'Cut off stops at black and white; soft slows down before it.',
      group: 'Picture',
      advanced: true,
    },
  ),
  carry: param.choice(
    { detail: 'The detail', picture: 'The whole picture' },
    {
      default: 'detail',
      label: 'Carry up',
      help: 'What an octave takes from the previous one. The detail keeps the photo sharp; style transfer needs the whole picture.',
      group: 'Picture',
      advanced: true,
    },
  ),
};
