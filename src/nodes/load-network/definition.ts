import { embeddedNetworks } from '../../../models/catalog.ts';
import { retirementOf } from '../../../models/retired.ts';
import { defineNode, type Upgrade } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import type { ParamValues } from '../../graph/document/document.ts';
import { isJsonObject, type Json, sameJson } from '../../graph/document/json.ts';
import { param } from '../../graph/params/param.ts';

/**
 * Networks of one's own got values from 0 to 1 where nothing was said, before these were guessed.
 * @param base of a variant's changes: what the node had.
 */
function asMeantBefore(params: ParamValues, base?: ParamValues): ParamValues {
  const meant = (values: ParamValues) => {
    const { file, range = 'known' } = values;
    const isOwn = isJsonObject(file) && (file.from === 'file' || file.from === 'url');
    return range === 'known' && isOwn ? 'zero-to-one' : range;
  };
  const now = meant({ ...base, ...params });
  const before = base ? meant(base) : (params.range ?? 'known');
  return now === before ? params : { ...params, range: now };
}

const guessed: Upgrade = {
  params: asMeantBefore,
  keepsKeys: true,
  adds: { order: 'known', scale: [1], offset: [0] },
};

/**
 * What the values come to, so that two networks, or one that is known better some day, are not taken
 * for one another. Keys say `known` for values from 0 to 1, which networks of one's own once got.
 */
function rangeInKeys(value: Json, wants: Json | undefined): Json {
  if (wants === undefined) return value;
  const comesTo = value === 'known' ? wants : value;
  const isPlain = comesTo === 'zero-to-one' || sameJson(comesTo, { scale: 1, offset: 0 });
  return isPlain ? 'known' : comesTo;
}

const numberPerColour = {
  ...{ min: -1000, max: 1000, step: 0.001, minLength: 1, maxLength: 3, advanced: true },
  showWhen: { param: 'range', is: ['custom'] },
} as const;

export const loadNetwork = defineNode({
  type: 'load-network',
  version: 2,
  title: 'Load Network',
  category: 'source',
  summary: 'Load the trained network whose layers the objectives use.',
  keywords: [
    ...['model', 'inception', 'nanodet', 'mobilenet', 'ssd', 'onnx', 'keras', 'tfjs'],
    ...['weights', 'layers'],
  ],
  inputs: {},
  params: {
    file: param.file({
      accept: 'network',
      default: { from: 'bundled', name: 'inception-v3' },
      bundled: embeddedNetworks,
      retirementOf: (name) => retirementOf('network', name),
      label: 'Network',
      main: true,
      help: 'An embedded network, or a file of your own: an ONNX file, or the model.json of a TensorFlow.js model.',
    }),
    range: param.choice(
      {
        known: 'As known or guessed',
        'zero-to-one': '0 to 1',
        'minus-one-to-one': '-1 to 1',
        'zero-to-255': '0 to 255',
        imagenet: 'ImageNet mean and deviation (torchvision)',
        clip: 'CLIP mean and deviation',
        caffe: 'Caffe: 0 to 255 minus mean, blue first',
        custom: 'Custom',
      },
      {
        default: 'known',
        label: 'Picture values',
        help: 'The values the network was trained on. Change them only if dreams of a network of your own look flat or noisy.',
        advanced: true,
        inKeys: { file: 'file', as: rangeInKeys },
      },
    ),
    order: param.choice(
      { known: 'As the values say', rgb: 'Red first (RGB)', bgr: 'Blue first (BGR)' },
      {
        default: 'known',
        label: 'Order of colours',
        help: 'The order of the channels the network was trained on.',
        advanced: true,
      },
    ),
    scale: param.numbers({
      default: [1],
      label: 'Scale',
      help: 'Of red, green and blue: the network gets scale × x + offset for x from 0 to 1. For a deviation d, 1/d.',
      ...numberPerColour,
    }),
    offset: param.numbers({
      default: [0],
      label: 'Offset',
      help: 'Of red, green and blue. For a mean m and a deviation d, -m/d.',
      ...numberPerColour,
    }),
  },
  outputs: { network: port.network() },
  upgrades: [guessed],
});
