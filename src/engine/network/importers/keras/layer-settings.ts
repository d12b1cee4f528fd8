import { z } from 'zod';
import type { Activation, Margins, Pair } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';

/*
 * The settings that each kind of layer has in its config. What a field should be is the error of its
 * schema, in words that fit after "should be".
 */

/** Reads the settings of a layer. @throws Unsupported */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  config: Readonly<Record<string, unknown>>,
): z.infer<Schema> {
  const read = schema.safeParse(config);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const key = String(issue?.path[0]);
  const value = (Object.hasOwn(config, key) && JSON.stringify(config[key])) || 'nothing';
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  throw new Unsupported(`has ${shown} as ${key}, which should be ${issue?.message}`);
}

/** Far above any in use. What is computed for a window grows with its lengths. */
const longest = 1024;

/** One or two lengths: [vertical, horizontal]. */
function pair(least: 0 | 1) {
  const length = z.int().min(least).max(longest);
  const error = `one or two whole numbers from ${least} to ${longest}`;
  return z
    .union([length, z.tuple([length]), z.tuple([length, length])], { error })
    .transform((value): Pair => {
      const [vertical, horizontal = vertical] = typeof value === 'number' ? [value] : value;
      return [vertical, horizontal];
    });
}

const lengths = pair(1);
/** Settings that are null are as if they were not there. */
const optionalLengths = lengths.nullish();
const flag = z.boolean({ error: 'true or false' }).nullish();
const number = z.number({ error: 'a number' });
const padding = z.enum(['same', 'valid'], { error: '"same" or "valid"' }).default('valid');
const channelsLast = z.literal('channels_last', { error: '"channels_last"' }).nullish();
const last = z.union([z.literal(-1), z.literal(3)]);
const lastAxis = z.union([last, z.tuple([last])], { error: 'the last axis, -1 or 3' }).nullish();

/** 1, [1, 2] or [[1, 2], [3, 4]], as ZeroPadding2D and Cropping2D write it. */
const margins = z
  .union(
    [
      pair(0).transform(([v, h]): [Pair, Pair] => [
        [v, v],
        [h, h],
      ]),
      z.tuple([pair(0), pair(0)]),
    ],
    {
      error: `whole numbers from 0 to ${longest}`,
    },
  )
  .transform(([[top, bottom], [left, right]]): Margins => ({ top, bottom, left, right }));

/** "relu", or an object with a name; Keras 3 writes {class_name: "function", config: "relu"}. */
const activation = z
  .union(
    [
      z.string(),
      z
        .looseObject({ class_name: z.literal('function'), config: z.string() })
        .transform(({ config }) => config),
      z.looseObject({ class_name: z.string() }).transform(({ class_name }) => class_name),
    ],
    { error: 'the name of an activation' },
  )
  .nullish()
  .transform((value) => value ?? 'linear');

const pictures = z.custom<readonly [unknown, unknown, unknown, number]>(
  (value) => {
    if (!Array.isArray(value) || value.length !== 4) return false;
    if (value[3] !== 3 && value[3] !== 1) return false;
    return value.slice(1, 3).every((side) => side === null || (Number.isInteger(side) && side > 0));
  },
  { error: 'a batch of pictures with 3 channels or 1, such as [null, null, null, 3]' },
);

export const inputSettings = z.looseObject({ batch_input_shape: pictures });

export const windowSettings = z.looseObject({
  strides: optionalLengths,
  dilation_rate: optionalLengths,
  kernel_size: optionalLengths,
  padding,
  data_format: channelsLast,
  groups: z.int({ error: 'a whole number' }).min(1, { error: 'at least 1' }).nullish(),
  output_padding: optionalLengths,
  use_bias: flag,
  activation,
});
export type WindowSettings = z.infer<typeof windowSettings>;

export const poolSettings = z.looseObject({
  pool_size: optionalLengths,
  strides: optionalLengths,
  padding,
  data_format: channelsLast,
});

export const denseSettings = z.looseObject({ use_bias: flag, activation });

export const normalisationSettings = z.looseObject({
  axis: lastAxis,
  scale: flag,
  center: flag,
  epsilon: number.min(0, { error: 'a number from 0' }).nullish(),
});

export const activationSettings = z.looseObject({ activation });
export const leakySettings = z.looseObject({
  alpha: number.nullish(),
  negative_slope: number.nullish(),
});
export const reluSettings = z.looseObject({
  negative_slope: number.nullish(),
  max_value: number.min(0, { error: 'a number from 0' }).nullish(),
  threshold: z.literal(0, { error: '0' }).nullish(),
});
export const eluSettings = z.looseObject({ alpha: number.nullish() });
/** One slope for each channel. */
export const preluSettings = z.looseObject({
  shared_axes: z.tuple([z.literal(1), z.literal(2)], {
    error: '[1, 2]: other slopes belong to pictures of one size',
  }),
});

/** One number, or one for each channel. */
const perChannel = z.union([number, z.array(number).min(1).max(4096)], {
  error: 'a number, or a list with one for each channel',
});
export const rescalingSettings = z.looseObject({
  scale: perChannel,
  offset: perChannel.default(0),
});
/** The moments may be in the settings, nested as they are broadcast, or weights. */
const moments = z.preprocess(
  (value) => (Array.isArray(value) ? value.flat(8) : value),
  perChannel.nullish(),
);
export const standardisingSettings = z.looseObject({
  axis: lastAxis,
  mean: moments,
  variance: moments,
  invert: z.literal(false, { error: 'false' }).nullish(),
});
export const groupSettings = z.looseObject({
  groups: z.int({ error: 'a whole number' }).nullish(),
  axis: lastAxis,
  scale: flag,
  center: flag,
  epsilon: number.min(0, { error: 'a number from 0' }).nullish(),
});

export const concatenateSettings = z.looseObject({ axis: lastAxis });
export const zeroPaddingSettings = z.looseObject({ padding: margins, data_format: channelsLast });
export const croppingSettings = z.looseObject({ cropping: margins, data_format: channelsLast });
export const upsamplingSettings = z.looseObject({
  size: optionalLengths,
  interpolation: z.enum(['nearest', 'bilinear'], { error: '"nearest" or "bilinear"' }).nullish(),
  data_format: channelsLast,
});

const extent = z
  .int()
  .min(1)
  .max(2 ** 20);
export const reshapeSettings = z.looseObject({
  target_shape: z.union(
    [z.tuple([z.union([extent, z.literal(-1)])]), z.tuple([extent, extent, extent])],
    { error: 'one or three whole numbers' },
  ),
});

export const noSettings = z.looseObject({});

/** Softmax is left out on purpose: a dream climbs the logits before it. */
const activations: ReadonlyMap<string, Activation> = new Map<string, Activation>([
  ['linear', { kind: 'linear' }],
  ['softmax', { kind: 'linear' }],
  ['log_softmax', { kind: 'linear' }],
  ['relu', { kind: 'relu' }],
  ['relu6', { kind: 'relu6' }],
  ['sigmoid', { kind: 'sigmoid' }],
  ['tanh', { kind: 'tanh' }],
  ['swish', { kind: 'swish' }],
  ['silu', { kind: 'swish' }],
  ['leaky_relu', { kind: 'leaky-relu', alpha: 0.2 }],
  ['elu', { kind: 'elu', alpha: 1 }],
  ['selu', { kind: 'selu' }],
  ['celu', { kind: 'celu', alpha: 1 }],
  ['gelu', { kind: 'gelu' }],
  ['mish', { kind: 'mish' }],
  ['softplus', { kind: 'softplus' }],
  ['softsign', { kind: 'softsign' }],
  ['exponential', { kind: 'exp' }],
  ['hard_swish', { kind: 'hard-swish' }],
  ['hard_silu', { kind: 'hard-swish' }],
]);

/** @param keras of which version: what it calls a hard sigmoid is steeper in the second. */
export function activationOf(name: string, keras: 2 | 3 = 2): Activation {
  if (name === 'hard_sigmoid') {
    return { kind: 'hard-sigmoid', alpha: keras === 3 ? 1 / 6 : 0.2, beta: 0.5 };
  }
  const found = activations.get(name);
  if (found) return found;
  throw new Unsupported(`uses the activation "${name.slice(0, 60)}"`);
}
