import type { z } from 'zod';
import type { Activation, Operation } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { type LayerCall, layer, type Translator, takesNone, takesSeveral } from './layer-call.ts';
import {
  activationOf,
  activationSettings,
  concatenateSettings,
  croppingSettings,
  denseSettings,
  inputSettings,
  leakySettings,
  normalisationSettings,
  noSettings,
  poolSettings,
  readSettings,
  reluSettings,
  reshapeSettings,
  upsamplingSettings,
  windowSettings,
  zeroPaddingSettings,
} from './layer-settings.ts';
import {
  batchNormalization,
  conv,
  dense,
  depthwiseConv,
  separableConv,
} from './weighted-layers.ts';

const passedOn = layer(noSettings, () => []);

/** Every Keras layer class that can be imported. A class that gives no node passes its input on. */
export const translators: ReadonlyMap<string, Translator> = new Map([
  ['InputLayer', layer(noSettings, input, takesNone)],
  ['Conv2D', layer(windowSettings, conv)],
  ['DepthwiseConv2D', layer(windowSettings, depthwiseConv)],
  ['SeparableConv2D', layer(windowSettings, separableConv)],
  ['Dense', layer(denseSettings, dense)],
  ['BatchNormalization', layer(normalisationSettings, batchNormalization)],
  [
    'Activation',
    layer(activationSettings, (_, { activation }) => applied(activationOf(activation))),
  ],
  ['ReLU', layer(reluSettings, (_, settings) => applied(relu(settings)))],
  [
    'LeakyReLU',
    layer(leakySettings, (_, { alpha, negative_slope: slope }) =>
      applied({ kind: 'leaky-relu', alpha: alpha ?? slope ?? 0.3 }),
    ),
  ],
  ['Softmax', passedOn],
  ['MaxPooling2D', layer(poolSettings, (_, settings) => pool(settings, 'max'))],
  ['AveragePooling2D', layer(poolSettings, (_, settings) => pool(settings, 'average'))],
  ['GlobalAveragePooling2D', layer(noSettings, () => ({ op: 'global-pool', kind: 'average' }))],
  ['Concatenate', layer(concatenateSettings, () => ({ op: 'concat' }), takesSeveral)],
  ['Add', layer(noSettings, () => ({ op: 'add' }), takesSeveral)],
  ['Multiply', layer(noSettings, () => ({ op: 'multiply' }), takesSeveral)],
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
  ['Dropout', passedOn],
  ['SpatialDropout2D', passedOn],
  ['GaussianDropout', passedOn],
  ['GaussianNoise', passedOn],
  ['ActivityRegularization', passedOn],
]);

function input({ config }: LayerCall): Operation {
  // Keras 3 calls it batch_shape.
  readSettings(inputSettings, {
    batch_input_shape: config.batch_input_shape ?? config.batch_shape,
  });
  return { op: 'input', channels: 3 };
}

function applied(activation: Activation): Operation {
  return { op: 'activation', activation };
}

/** Plain, capped at 6, or leaky. */
function relu({ negative_slope: slope, max_value: cap }: z.infer<typeof reluSettings>): Activation {
  const alpha = slope ?? 0;
  if (alpha === 0) return { kind: cap === 6 ? 'relu6' : 'relu' };
  if (cap === 6) throw new Unsupported('is leaky and capped at 6');
  return { kind: 'leaky-relu', alpha };
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
