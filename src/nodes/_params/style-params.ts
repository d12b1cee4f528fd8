import { param } from '../../graph/params/param.ts';
import { layersOf } from './objective-params.ts';

/** Layers whose statistics carry a style well on Inception V3. */
export const styleLayers = layersOf(
  ['activation_1', 'activation_3', 'activation_5', 'mixed0', 'mixed1'].map((layer) => ({
    layer,
    weight: 1,
  })),
  'Early layers carry colour and strokes, later ones larger shapes. Layers after mixed1 are slow here.',
);

export const statistic = param.choice(
  {
    wasserstein: 'Transport (longest strokes)',
    'gram-absolute': 'Gram, absolute',
    'gram-square': 'Gram, square',
    moments: 'Mean and deviation',
  },
  {
    default: 'wasserstein',
    label: 'Statistic',
    help: 'How style is compared: by how channels appear together (Gram), alone (mean and deviation), or by the cost of turning one into the other (transport).',
  },
);

export const styleScale = param.number({
  min: 0.1,
  max: 4,
  step: 0.05,
  default: 1,
  scale: 'log',
  unit: '×',
  label: 'Style size',
  main: true,
  help: 'Size of the style picture relative to its own size. Larger: larger brush strokes.',
});
