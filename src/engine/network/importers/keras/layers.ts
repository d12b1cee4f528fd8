import type { z } from 'zod';
import type { Activation, Operation } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { average, minimum, subtract } from './joining-layers.ts';
import {
  type LayerCall,
  layer,
  type Translator,
  takesNone,
  takesSeveral,
  takesTwo,
} from './layer-call.ts';
import {
  activationOf,
  activationSettings,
  concatenateSettings,
  croppingSettings,
  denseSettings,
  eluSettings,
  groupSettings,
  inputSettings,
  leakySettings,
  normalisationSettings,
  noSettings,
  poolSettings,
  preluSettings,
  readSettings,
  reluSettings,
  rescalingSettings,
  reshapeSettings,
  standardisingSettings,
  upsamplingSettings,
  windowSettings,
  zeroPaddingSettings,
} from './layer-settings.ts';
import {
  groupNormalisation,
  layerNormalisation,
  parametricRelu,
  rescaling,
  standardising,
} from './normalising-layers.ts';
import {
  batchNormalization,
  conv,
  convTranspose,
  dense,
  depthwiseConv,
  separableConv,
} from './weighted-layers.ts';

const passedOn = layer(noSettings, () => []);

/** What changes pictures and values in training only, and what makes pictures one size, which no dream needs. */
const onlyInTraining = [
  ...['Dropout', 'SpatialDropout2D', 'AlphaDropout', 'GaussianDropout', 'GaussianNoise'],
  ...['ActivityRegularization', 'StochasticDepth', 'DropPath', 'Identity', 'Resizing'],
  ...['RandomFlip', 'RandomRotation', 'RandomZoom', 'RandomTranslation', 'RandomContrast'],
  ...['RandomBrightness', 'RandomHeight', 'RandomWidth'],
];

/** Every Keras layer class that can be imported. A class that gives no node passes its input on. */
export const translators: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  ['InputLayer', layer(noSettings, input, takesNone)],
  ['Conv2D', layer(windowSettings, conv)],
  ['DepthwiseConv2D', layer(windowSettings, depthwiseConv)],
  ['SeparableConv2D', layer(windowSettings, separableConv)],
  ['Conv2DTranspose', layer(windowSettings, convTranspose)],
  ['Dense', layer(denseSettings, dense)],
  ['Rescaling', layer(rescalingSettings, rescaling)],
  ['Normalization', layer(standardisingSettings, standardising)],
  ['LayerNormalization', layer(groupSettings, layerNormalisation)],
  ['GroupNormalization', layer(groupSettings, groupNormalisation)],
  ['BatchNormalization', layer(normalisationSettings, batchNormalization)],
  [
    'Activation',
    layer(activationSettings, ({ keras }, { activation }) =>
      applied(activationOf(activation, keras)),
    ),
  ],
  ['ReLU', layer(reluSettings, (_, settings) => applied(relu(settings)))],
  [
    'LeakyReLU',
    layer(leakySettings, (_, { alpha, negative_slope: slope }) =>
      applied({ kind: 'leaky-relu', alpha: alpha ?? slope ?? 0.3 }),
    ),
  ],
  ['ELU', layer(eluSettings, (_, { alpha }) => applied({ kind: 'elu', alpha: alpha ?? 1 }))],
  ['PReLU', layer(preluSettings, parametricRelu)],
  ['Softmax', passedOn],
  ['MaxPooling2D', layer(poolSettings, (_, settings) => pool(settings, 'max'))],
  ['AveragePooling2D', layer(poolSettings, (_, settings) => pool(settings, 'average'))],
  ['GlobalAveragePooling2D', layer(noSettings, () => ({ op: 'global-pool', kind: 'average' }))],
  ['GlobalMaxPooling2D', layer(noSettings, () => ({ op: 'global-pool', kind: 'max' }))],
  ['Concatenate', layer(concatenateSettings, () => ({ op: 'concat' }), takesSeveral)],
  ['Add', layer(noSettings, () => ({ op: 'add' }), takesSeveral)],
  ['Multiply', layer(noSettings, () => ({ op: 'multiply' }), takesSeveral)],
  ['Maximum', layer(noSettings, () => ({ op: 'maximum' }), takesSeveral)],
  ['Minimum', layer(noSettings, minimum, takesSeveral)],
  ['Average', layer(noSettings, average, takesSeveral)],
  ['Subtract', layer(noSettings, subtract, takesTwo)],
  [
    'ZeroPadding2D',
    layer(zeroPaddingSettings, (_, { padding }) => ({
      op: 'pad',
      mode: 'constant',
      value: 0,
      margins: padding,
    })),
  ],
  ['Cropping2D', layer(croppingSettings, (_, { cropping }) => ({ op: 'crop', margins: cropping }))],
  ['UpSampling2D', layer(upsamplingSettings, (_, settings) => upsample(settings))],
  ['Flatten', layer(noSettings, () => ({ op: 'flatten' }))],
  ['Reshape', layer(reshapeSettings, (_, settings) => reshape(settings))],
  ...onlyInTraining.map((name) => [name, passedOn] as const),
]);

function input({ config }: LayerCall): Operation {
  // Keras 3 calls it batch_shape.
  const settings = readSettings(inputSettings, {
    batch_input_shape: config.batch_input_shape ?? config.batch_shape,
  });
  return { op: 'input', channels: settings.batch_input_shape[3] };
}

function applied(activation: Activation): Operation {
  return { op: 'activation', activation };
}

/** Plain, capped, or leaky. */
function relu({ negative_slope: slope, max_value: cap }: z.infer<typeof reluSettings>): Activation {
  const alpha = slope ?? 0;
  if (alpha !== 0 && typeof cap === 'number') throw new Unsupported('is leaky and capped');
  if (alpha !== 0) return { kind: 'leaky-relu', alpha };
  if (typeof cap !== 'number') return { kind: 'relu' };
  return cap === 6 ? { kind: 'relu6' } : { kind: 'clip', min: 0, max: cap };
}

function pool(settings: z.infer<typeof poolSettings>, kind: 'max' | 'average'): Operation {
  const size = settings.pool_size ?? [2, 2];
  return { op: 'pool', kind, size, strides: settings.strides ?? size, padding: settings.padding };
}

function upsample(settings: z.infer<typeof upsamplingSettings>): Operation {
  const { size, interpolation } = settings;
  return { op: 'upsample', factor: size ?? [2, 2], method: interpolation ?? 'nearest' };
}

function reshape({ target_shape: shape }: z.infer<typeof reshapeSettings>): Operation {
  return shape.length === 1 ? { op: 'flatten' } : { op: 'reshape', shape };
}
