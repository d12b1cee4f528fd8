import {
  type Catalog,
  defineNode,
  type NodeDefinition,
} from '../../src/graph/definition/definition.ts';
import { type PortKind, port, portKinds } from '../../src/graph/definition/port.ts';
import {
  type Document,
  type DocumentNode,
  emptyDocument,
  type Wire,
} from '../../src/graph/document/document.ts';
import type { Json } from '../../src/graph/document/json.ts';
import { param } from '../../src/graph/params/param.ts';

/** A small catalog with every kind of socket, for tests of rules that hold for any catalog. */

const blend = defineNode({
  type: 'blend',
  version: 1,
  title: 'Blend',
  category: 'picture',
  summary: 'Lays one picture over another.',
  inputs: { base: port.image(), over: port.image({ optional: true }) },
  params: {
    mode: param.choice({ normal: 'Normal', multiply: 'Multiply' }, { default: 'normal' }),
    amount: param.number({ min: 0, max: 1, step: 0.01, default: 0.5, socket: true }),
    octaveScale: param.number({ min: 1, max: 2, step: 0.1, default: 1.4, label: 'Octave scale' }),
    gains: param.numbers({ min: 0, max: 2, step: 0.1, default: [1] }),
    seed: param.seed({ default: 'random' }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'base' },
});

const combine = defineNode({
  type: 'combine',
  version: 1,
  title: 'Combine',
  category: 'objective',
  summary: 'Adds objectives.',
  inputs: { objectives: port.objective({ many: true }), where: port.mask({ optional: true }) },
  params: {},
  outputs: { objective: port.objective() },
});

const ascent = defineNode({
  type: 'ascent',
  version: 1,
  title: 'Gradient Ascent',
  category: 'ascent',
  summary: 'Dreams.',
  inputs: { picture: port.either(['image', 'octaves']), objective: port.objective() },
  params: {
    iterations: param.number({ min: 1, max: 100, step: 1, default: 10, integer: true }),
  },
  outputs: { picture: port.same('picture') },
  passthrough: { picture: 'picture' },
});

const octaveMerge = defineNode({
  type: 'octave-merge',
  version: 1,
  title: 'Octave Merge',
  category: 'pyramid',
  summary: 'One image from octaves.',
  inputs: { octaves: port.octaves() },
  params: {},
  outputs: { image: port.image() },
});

const reroute = defineNode({
  type: 'reroute',
  version: 1,
  title: 'Reroute',
  category: 'layout',
  summary: 'A bend in a wire.',
  inputs: { value: port.any() },
  params: {},
  outputs: { value: port.same('value') },
});

/** Third version: `strength` was `power`, its input `image` was `picture`; then it was halved. */
const grown = defineNode({
  type: 'grown',
  version: 3,
  title: 'Grown',
  category: 'picture',
  summary: 'Has a past.',
  inputs: { image: port.image() },
  params: { strength: param.number({ min: 0, max: 10, step: 1, default: 1, socket: true }) },
  outputs: { result: port.image() },
  upgrades: [
    {
      renameParams: { power: 'strength' },
      renameInputs: { picture: 'image' },
      renameOutputs: { out: 'result' },
    },
    {
      params: ({ strength, ...rest }) =>
        strength === undefined ? rest : { ...rest, strength: half(strength) },
    },
  ],
});

function half(value: Json): number {
  if (typeof value !== 'number') throw new Error('An upgrade may meet what it does not expect.');
  return value / 2;
}

/** Its second version came with a parameter. */
const extended = defineNode({
  type: 'extended',
  version: 2,
  title: 'Extended',
  category: 'picture',
  summary: 'Has learnt something.',
  inputs: {},
  params: {
    amount: param.number({ min: 0, max: 9, step: 1, default: 1 }),
    sharp: param.boolean({ default: true }),
  },
  outputs: { image: port.image() },
  upgrades: [{ adds: { sharp: false } }],
});

const makers = Object.fromEntries(portKinds.map((kind) => [`make-${kind}`, maker(kind)]));
const takers = Object.fromEntries(portKinds.map((kind) => [`take-${kind}`, taker(kind)]));

function maker(kind: PortKind): NodeDefinition {
  return defineNode({
    type: `make-${kind}`,
    version: 1,
    title: `Make ${kind}`,
    category: 'source',
    summary: 'A source.',
    inputs: {},
    params: {},
    outputs: { out: port.either([kind]) },
  });
}

function taker(kind: PortKind): NodeDefinition {
  return defineNode({
    type: `take-${kind}`,
    version: 1,
    title: `Take ${kind}`,
    category: 'output',
    end: true,
    summary: 'A sink.',
    inputs: { in: port.either([kind]) },
    params: {},
    outputs: {},
  });
}

export const catalog: Catalog = {
  blend,
  combine,
  ascent,
  'octave-merge': octaveMerge,
  reroute,
  grown,
  extended,
  ...makers,
  ...takers,
};

/** `"photo: make-image"`, with the parameters of the definition at their defaults. */
export function node(written: string, rest: Partial<DocumentNode> = {}): DocumentNode {
  const [id = '', type = id] = written.split(': ');
  const definition = catalog[type];
  const defaults = Object.entries(definition?.params ?? {}).map(([key, spec]) => [
    key,
    spec.default,
  ]);
  return {
    id,
    type,
    version: definition?.version ?? 1,
    position: { x: 0, y: 0 },
    params: Object.fromEntries(defaults),
    ...rest,
  };
}

/** `"photo.out -> blend.base"` */
export function wire(written: string): Wire {
  const [from = '', to = ''] = written.split(' -> ');
  const [source = '', output = ''] = from.split('.');
  const [target = '', input = ''] = to.split('.');
  return { from: { node: source, output }, to: { node: target, input } };
}

/** A document from nodes and wires as above; the edges are called e1, e2, … */
export function graph(
  nodes: readonly (string | DocumentNode)[],
  wires: readonly string[] = [],
  rest: Partial<Document> = {},
): Document {
  return {
    ...emptyDocument('Test'),
    nodes: nodes.map((item) => (typeof item === 'string' ? node(item) : item)),
    edges: wires.map((written, index) => ({ id: `e${index + 1}`, ...wire(written) })),
    ...rest,
  };
}
