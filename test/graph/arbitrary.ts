import fc from 'fast-check';
import type { Document } from '../../src/graph/document/document.ts';
import { isJsonObject, type Json } from '../../src/graph/document/json.ts';
import { catalog, graph, node } from './catalog.ts';

/** Few ids, so that they meet; some are words with a meaning of their own in JavaScript. */
const id = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'a-2', 'constructor', 'toString') },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }) },
);
const types = [...Object.keys(catalog), 'future', 'constructor'];
const keys = fc.constantFrom('amount', 'mode', 'strength', 'power', 'in', 'image', 'valueOf', '1');
const socket = fc.constantFrom(
  ...new Set(
    Object.values(catalog).flatMap(({ inputs, outputs }) => Object.keys({ ...inputs, ...outputs })),
  ),
  'hasOwnProperty',
);

/** JSON as text would give it: -0 and unpaired surrogates included. */
export const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

const number = fc.oneof(
  fc.integer({ min: -500, max: 500 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const position = fc.record({ x: number, y: number });
const size = fc.record({ width: fc.nat(900), height: fc.nat(900) });
const params = fc.dictionary(keys, fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), json), {
  maxKeys: 3,
  noNullPrototype: true,
});

const tracks = fc.array(
  fc.record({
    node: id,
    param: keys,
    keys: fc.array(
      fc.record(
        {
          frame: fc.nat(6),
          value: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), json),
          ease: fc.constantFrom('hold', 'linear', 'smooth'),
        },
        { requiredKeys: ['frame', 'value'], noNullPrototype: true },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  { maxLength: 2 },
);

/** Documents that the schema accepts, most of them with something that does not work. */
export const looseDocument: fc.Arbitrary<Json> = fc.record(
  {
    format: fc.constant('dreamgraph'),
    version: fc.constantFrom(1, 2),
    name: fc.string(),
    nodes: fc.array(
      fc.record(
        {
          id,
          type: fc.constantFrom(...types),
          version: fc.integer({ min: 1, max: 4 }),
          position,
          params,
          label: fc.string({ maxLength: 5 }),
          state: fc.constantFrom('bypassed', 'muted'),
          frame: id,
          collapsed: fc.boolean(),
          size: fc.record({ width: fc.nat(900), height: fc.nat(900) }, { requiredKeys: ['width'] }),
          stray: json,
        },
        { requiredKeys: ['id', 'type'], noNullPrototype: true },
      ),
      { maxLength: 6 },
    ),
    edges: fc.array(
      fc.record({
        id,
        from: fc.record({ node: id, output: socket }),
        to: fc.record({ node: id, input: socket }),
      }),
      { maxLength: 8 },
    ),
    frames: fc.array(fc.record({ id, title: fc.string(), position, size }), { maxLength: 2 }),
    notes: fc.array(fc.record({ id, text: fc.string(), position }), { maxLength: 2 }),
    variants: fc.array(
      fc.record(
        {
          id,
          name: fc.string(),
          params: fc.dictionary(id, params, { maxKeys: 3, noNullPrototype: true }),
          tracks,
        },
        { requiredKeys: ['id', 'name', 'params'], noNullPrototype: true },
      ),
      { maxLength: 2 },
    ),
    sequence: fc.record({
      frames: fc.integer({ min: 1, max: 100_000 }),
      fps: fc.integer({ min: 1, max: 120 }),
    }),
    tracks,
    exposed: fc.array(fc.record({ name: id, node: id, param: keys }), { maxLength: 3 }),
    view: fc.record({ x: number, y: number, zoom: fc.double({ min: 0.1, max: 4, noNaN: true }) }),
  },
  { requiredKeys: ['format', 'version', 'nodes'], noNullPrototype: true },
) as unknown as fc.Arbitrary<Json>;

/** The JSON value with one part somewhere replaced, taken out or doubled. */
export function mutate(value: Json, steps: readonly number[], part: Json): Json {
  const [step = 0, ...rest] = steps;
  if (rest.length === 0) return part;
  if (Array.isArray(value) && value.length > 0) {
    const at = step % value.length;
    const entry: Json = value[at] ?? null;
    if (rest[0] === 0) return value.filter((_, index) => index !== at);
    if (rest[0] === 1) return [...value, entry];
    return value.map((other: Json, index) => (index === at ? mutate(entry, rest, part) : other));
  }
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const names = Object.keys(value);
    const name = names[step % names.length] ?? '';
    const { [name]: member = null, ...others } = value;
    if (rest[0] === 0) return others;
    if (rest[0] === 1) return { ...others, [`${name}2`]: member };
    return { ...value, [name]: mutate(member, rest, part) };
  }
  return part;
}

/** A document in which everything works, to edit. */
export const soundDocument: Document = graph(
  [
    'photo: make-image',
    'eye: make-objective',
    'dream: ascent',
    'blend',
    'reroute',
    'amount: make-number',
    node('constructor: blend', { frame: 'frame' }),
    'shape: take-mask',
  ],
  [
    'photo.out -> dream.picture',
    'eye.out -> dream.objective',
    'dream.picture -> reroute.value',
    'reroute.value -> blend.base',
    'photo.out -> blend.over',
    'amount.out -> blend.amount',
    'blend.image -> constructor.base',
    'constructor.image -> shape.in',
  ],
  {
    frames: [
      { id: 'frame', title: 'F', position: { x: -20, y: -40 }, size: { width: 300, height: 300 } },
    ],
    sequence: { frames: 40, fps: 24 },
    tracks: [
      {
        node: 'constructor',
        param: 'amount',
        keys: [
          { frame: 1, value: 0, ease: 'smooth' },
          { frame: 5, value: 1 },
        ],
      },
    ],
    notes: [{ id: 'note', text: 'N', position: { x: 0, y: 400 }, frame: 'frame' }],
    variants: [{ id: 'variant', name: 'Strong', params: { constructor: { amount: 1 } } }],
    exposed: [{ name: 'amount', node: 'blend', param: 'amount' }],
  },
);
