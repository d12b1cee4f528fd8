import { param } from '../../graph/params/param.ts';

/** How the picture is represented and moved. */
export const methodParams = {
  optimiser: param.choice(
    { ascent: 'Plain ascent', adam: 'Adam' },
    {
      default: 'ascent',
      label: 'Optimiser',
      help: 'Plain ascent for dreams; Adam for style and for starting from noise.',
      group: 'Method',
      advanced: true,
    },
  ),
  beta1: momentum('Momentum', 0.9, 'Share of the past in the direction.'),
  beta2: momentum('Memory', 0.99, 'Share of the past in the size of the gradient.'),
  parametrisation: param.choice(
    { pixel: 'Pixels', laplacian: 'Laplacian pyramid', spectral: 'Frequencies' },
    {
      default: 'pixel',
      label: 'Picture as',
      help: 'What the steps change. With a pyramid or frequencies, large forms appear from the start.',
      group: 'Method',
      advanced: true,
    },
  ),
  laplacianLevels: param.number({
    min: 1,
    max: 8,
    step: 1,
    default: 4,
    integer: true,
    label: 'Pyramid levels',
    help: 'Levels of the pyramid that represents the picture.',
    group: 'Method',
    advanced: true,
    showWhen: { param: 'parametrisation', is: ['laplacian'] },
  }),
  laplacianGain: param.number({
    min: 0.1,
    max: 2,
    step: 0.05,
    default: 0.8,
    label: 'Pyramid gain',
    help: 'Each coarser level counts this much, relative to the finer one.',
    group: 'Method',
    advanced: true,
    showWhen: { param: 'parametrisation', is: ['laplacian'] },
  }),
  spectralPower: param.number({
    min: 0,
    max: 2,
    step: 0.05,
    default: 1,
    label: 'Coarseness',
    help: 'How much low frequencies are favoured: frequency f is scaled by 1/f to this power.',
    group: 'Method',
    advanced: true,
    showWhen: { param: 'parametrisation', is: ['spectral'] },
  }),
};

function momentum(label: string, standard: number, help: string) {
  return param.number({
    min: 0,
    max: 0.9999,
    step: 0.01,
    default: standard,
    label,
    help,
    group: 'Method',
    advanced: true,
    showWhen: { param: 'optimiser', is: ['adam'] },
  });
}

/** Working through large pictures piece by piece. */
export const tileParams = {
  tiles: param.choice(
    { auto: 'When needed', on: 'Always', off: 'Never' },
    {
      default: 'auto',
      label: 'Tiles',
      help: 'Large pictures are computed in pieces that fit into memory. When needed: above 1.5 megapixels.',
      group: 'Tiles',
      advanced: true,
    },
  ),
  tileSize: param.number({
    min: 64,
    max: 4096,
    step: 32,
    default: 512,
    integer: true,
    scale: 'log',
    unit: 'px',
    label: 'Tile size',
    help: 'Long side of a piece without its margin.',
    group: 'Tiles',
    advanced: true,
    showWhen: { param: 'tiles', is: ['on'] },
  }),
  tileHalo: param.number({
    min: 0,
    max: 1024,
    step: 16,
    default: 96,
    integer: true,
    unit: 'px',
    label: 'Margin',
    help: 'Least overlap around each piece, so that no seam shows. Layers that see further get more, as far as memory allows.',
    group: 'Tiles',
    advanced: true,
    showWhen: { param: 'tiles', is: ['auto', 'on'] },
  }),
};
