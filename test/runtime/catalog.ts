import { type Catalog, defineNode } from '../../src/graph/definition/definition.ts';
import { port } from '../../src/graph/definition/port.ts';
import { param } from '../../src/graph/params/param.ts';

/** A small world of node types for the tests of this module; nothing here needs TensorFlow.js. */
const photo = defineNode({
  type: 'photo',
  version: 1,
  title: 'Photo',
  category: 'source',
  summary: 'A picture file.',
  inputs: {},
  params: {
    file: param.file({ accept: 'image', default: { from: 'bundled', name: 'mountains' } }),
    size: param.number({ min: 1, max: 64, step: 1, default: 4, integer: true, socket: true }),
  },
  outputs: { image: port.image() },
  preview: 'image',
});

const noise = defineNode({
  type: 'noise',
  version: 1,
  title: 'Noise',
  category: 'source',
  summary: 'A random picture.',
  inputs: {},
  params: { seed: param.seed({ default: 'random' }) },
  outputs: { image: port.image() },
  preview: 'image',
});

const blur = defineNode({
  type: 'blur',
  version: 2,
  title: 'Blur',
  category: 'picture',
  summary: 'Adds an amount.',
  inputs: { image: port.image() },
  params: {
    amount: param.number({ min: 0, max: 10, step: 0.1, default: 1, socket: true }),
    steps: param.number({ min: 1, max: 2000, step: 1, default: 2, integer: true, socket: true }),
    mode: param.choice({ soft: 'Soft', hard: 'Hard' }, { default: 'soft' }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
  upgrades: [{}],
});

const mix = defineNode({
  type: 'mix',
  version: 1,
  title: 'Mix',
  category: 'picture',
  summary: 'Adds pictures up.',
  inputs: { images: port.image({ many: true }), mask: port.mask({ optional: true }) },
  params: {},
  outputs: { image: port.image() },
  preview: 'image',
});

const split = defineNode({
  type: 'split',
  version: 1,
  title: 'Split',
  category: 'picture',
  summary: 'Two pictures from one.',
  inputs: { image: port.image() },
  params: {},
  outputs: { low: port.image(), high: port.image() },
  passthrough: { low: 'image' },
});

const network = defineNode({
  type: 'network',
  version: 1,
  title: 'Network',
  category: 'source',
  summary: 'A network.',
  inputs: {},
  params: { file: param.file({ accept: 'network' }) },
  outputs: { network: port.network() },
});

const number = defineNode({
  type: 'number',
  version: 1,
  title: 'Number',
  category: 'value',
  summary: 'A number.',
  inputs: {},
  params: { value: param.number({ min: -1e9, max: 1e10, step: 1, default: 3 }) },
  outputs: { number: port.number() },
});

const seed = defineNode({
  type: 'seed',
  version: 1,
  title: 'Seed',
  category: 'value',
  summary: 'A seed.',
  inputs: {},
  params: { seed: param.seed({ default: 7, socket: false }) },
  outputs: { seed: port.seed() },
});

const reroute = defineNode({
  type: 'reroute',
  version: 1,
  title: 'Reroute',
  category: 'layout',
  summary: 'A bend.',
  inputs: { value: port.any() },
  params: {},
  outputs: { value: port.same('value') },
});

const show = defineNode({
  type: 'show',
  version: 1,
  title: 'Show',
  category: 'output',
  end: true,
  summary: 'Shows a picture.',
  inputs: { image: port.image() },
  params: {},
  outputs: { image: port.image() },
  preview: 'image',
});

export const catalog = {
  photo,
  noise,
  blur,
  mix,
  split,
  network,
  number,
  seed,
  reroute,
  show,
} satisfies Catalog;
