import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { linear } from '../../../src/engine/network/ir.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import type { NetworkTerm } from '../../../src/engine/objective/objective.ts';
import type { Mask } from '../../../src/engine/picture/picture.ts';
import type { Program } from '../../../src/engine/programs/program.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { prepareLayerTerms } from '../../../src/engine/terms/prepare.ts';
import type {
  PrepareContext,
  PreparedLayerTerm,
  Shift,
  Tile,
} from '../../../src/engine/terms/prepared.ts';
import { cropToView } from '../../../src/engine/terms/view.ts';
import { expectClose, randomMask, randomPicture } from '../picture/pictures.ts';
import { compile, expectNoLeak, network, normals, numbersOf, use } from './prepare-terms.ts';

/** One 1x1 convolution: every unit sees one pixel, so shifting commutes with the network. */
const pointwise: Network = {
  ...network,
  name: 'Pointwise',
  hash: 'pointwise',
  ir: [
    { name: 'image', inputs: [], op: 'input', channels: 3 },
    {
      ...{ name: 'first', inputs: ['image'], op: 'conv', bias: null, activation: linear },
      ...{ strides: [1, 1], dilation: [1, 1], padding: 'same' },
      filter: { shape: [1, 1, 3, 4], load: () => Float32Array.from(normals(12, 5)) },
    },
  ],
};

const start = randomPicture(9, 8, 1);
const other = randomPicture(12, 10, 2);
const mask = randomMask(9, 8, 3);
const onLayer = { network: pointwise, layer: 'first', weight: 1, normalise: false } as const;
const response: NetworkTerm = { ...onLayer, kind: 'layer', measure: 'mean-square' };
const style: NetworkTerm = {
  ...{ ...onLayer, kind: 'style', style: other },
  ...{ statistic: 'wasserstein', styleScale: 1 },
};
const guide: NetworkTerm = {
  ...{ ...onLayer, kind: 'guide', guide: other },
  ...{ match: 'dot', guideSize: 6 },
};
const content: NetworkTerm = { ...onLayer, kind: 'content', content: other };
const neuron: NetworkTerm = { ...onLayer, kind: 'neuron', channel: 2 };

beforeAll(() => use('cpu'));

describe('targets follow the shift of the picture', () => {
  const shifts: readonly Shift[] = [
    [0, 0],
    [3, -2],
    [-7, 30],
  ];
  test.each([
    ['a masked response', { ...response, mask }],
    ['a coarse mask', { ...response, mask: randomMask(3, 2, 4) }],
    ['a masked style', { ...style, mask }],
    ['a neuron', neuron],
    ['a masked neuron', { ...neuron, mask }],
    ['content', content],
    ['masked content', { ...content, mask }],
  ] as const)('%s', (_, term) => {
    const program = compile(['first'], pointwise);
    for (const shift of shifts) {
      // A fresh term each time: Wasserstein keeps its map for some evaluations.
      const [still, moved] = [[0, 0] as const, shift].map((s) => {
        const prepared = prepare(term, { program, start, octaveScale: 1, shifts });
        const got = evaluateOn(prepared, program, s);
        prepared.dispose();
        return got;
      }) as [Seen, Seen];
      expectClose([moved.value], [still.value], 1e-5);
      const size = { width: 9, height: 8 };
      for (let c = 0; c < 4; c++) {
        const channel = (seen: Seen): Mask => ({
          ...size,
          data: Float32Array.from(seen.cotangent.filter((_v, i) => i % 4 === c)),
        });
        const wanted = cropToView(channel(still), 1, { shift, tile: null });
        expectClose(channel(moved).data, wanted.data, 1e-6);
      }
      expect(Math.max(...still.cotangent.map(Math.abs))).toBeGreaterThan(1e-4);
    }
    program.dispose();
  });

  test('content is reached exactly by the content itself, at borders and between strides', () => {
    const program = compile(['first', 'second']);
    const term = { ...onLayer, network, layer: 'second', kind: 'content' } as const;
    const prepared = prepare(term, { program, start, octaveScale: 1, shifts });
    for (const shift of shifts) {
      expect(evaluateOn(prepared, program, shift, undefined, 'second').value).toBe(0);
    }
    const wrong = evaluateOn(prepared, program, [0, 0], undefined, 'second', [3, -2]);
    expect(wrong.value).toBeGreaterThan(0.01);
    expect(() => evaluateOn(prepared, program, [1, 1], undefined, 'second')).toThrow(
      /No content target/,
    );
    prepared.dispose();
    program.dispose();
  });
});

test('a neuron is the unit at the centre of the layer', () => {
  const program = compile(['first'], pointwise);
  const prepared = prepare(neuron, { program, start, octaveScale: 1 });
  const { cotangent, value } = evaluateOn(prepared, program, [0, 0]);
  const centre = (4 * 9 + 4) * 4 + 2;
  expect(cotangent.map((v, i) => (v === 0 ? -1 : i)).filter((i) => i >= 0)).toEqual([centre]);
  const image = toTensor(start);
  const activation = program.forward(image).get('first') as Tensor4D;
  image.dispose();
  expect(value).toBe(numbersOf(activation)[centre]);
  prepared.dispose();
  program.dispose();
});

test('in tiles, every term with a place has the cotangent of the whole, cut', () => {
  const program = compile(['first'], pointwise);
  const tile = fc.record({
    top: fc.integer({ min: -3, max: 4 }),
    left: fc.integer({ min: -3, max: 4 }),
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 8 }),
  });
  const shift = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }));
  const squares: NetworkTerm = { ...onLayer, kind: 'layer', measure: 'half-sum-of-squares', mask };
  fc.assert(
    fc.property(tile, shift, fc.constantFrom(squares, neuron, content), (window, by, term) => {
      const context = { program, start, octaveScale: 1, shifts: [by] };
      const whole = prepare(term, context);
      const tiled = prepare(term, { ...context, tiles: [window] });
      const all = evaluateOn(whole, program, by).cotangent;
      const got = evaluateOn(tiled, program, by, window).cotangent;
      const units = window.width * window.height;
      const share = term.kind === 'content' ? units / 72 : 1;
      for (let c = 0; c < 4; c++) {
        const data = Float32Array.from(all.filter((_, i) => i % 4 === c));
        const channel: Mask = { width: 9, height: 8, data };
        const wanted = cropToView(channel, 1, { shift: [0, 0], tile: window }).data;
        const mine = got.filter((_, i) => i % 4 === c).map((v) => v * share);
        expectClose(mine, wanted, 1e-5);
      }
      whole.dispose();
      tiled.dispose();
    }),
    { numRuns: 40 },
  );
  program.dispose();
});

test.each(['dot', 'channel-contrast', 'channel-weights'] as const)(
  'a guide of some channels wants nothing of the others: %s',
  (match) => {
    const program = compile(['first'], pointwise);
    const context = { program, start, octaveScale: 1 };
    const term = { ...guide, match, channels: [0, 2] } as NetworkTerm;
    const prepared = prepare(term, context);
    const { cotangent } = evaluateOn(prepared, program, [0, 0]);
    const wanted = (channel: number) => cotangent.some((v, at) => at % 4 === channel && v !== 0);
    expect([0, 1, 2, 3].filter(wanted)).toEqual([0, 2]);
    prepared.dispose();
    const beyond = prepareLayerTerms([{ ...term, channels: [4] } as NetworkTerm], context);
    expect(beyond).toMatchObject({ ok: false, problem: { code: 'unknown-channel' } });
    program.dispose();
  },
);

test('guides and styles are looked at once for all their terms, at the size asked for', () => {
  const program = compile(['first', 'second']);
  const sizes: number[][] = [];
  const watched: Program = {
    ...program,
    forward: (image) => {
      sizes.push([image.shape[2], image.shape[1]]);
      return program.forward(image);
    },
  };
  const of = (term: NetworkTerm, layer: string) => ({ ...term, network, layer });
  const prepared = prepareLayerTerms(
    [
      of({ ...style, styleScale: 2 }, 'first'),
      of({ ...style, styleScale: 2 }, 'second'),
      of(guide, 'first'),
      of({ ...guide, match: 'channel-contrast' }, 'second'),
    ],
    { program: watched, start, octaveScale: 0.7 },
  );
  expect(prepared.ok).toBe(true);
  // 12 x 10 at 2 · 0.7; the guide, then the photo, with 6 pixels along the long side.
  expect(sizes).toEqual([
    [17, 14],
    [6, 5],
    [6, 5],
  ]);
  if (prepared.ok) for (const term of prepared.value) term.dispose();
  program.dispose();
});

describe('what cannot be', () => {
  const terms: readonly [string, NetworkTerm, string, RegExp][] = [
    ['a channel too high', { ...response, channels: [0, 4] }, 'unknown-channel', /first.* 4\./],
    ['half a channel', { ...response, channels: [0.5] }, 'unknown-channel', /channel 0\.5\./],
    ['no channels', { ...response, channels: [] }, 'no-channels', /none of its 4/],
    ['a neuron out of range', { ...neuron, channel: -1 }, 'unknown-channel', /has 4 channels/],
    [
      'a direction of the wrong length',
      { ...onLayer, kind: 'direction', direction: [1, 2], power: 1 },
      'direction-length',
      /2 numbers.*first of Pointwise has 4/,
    ],
  ];
  test.each(terms)('%s', (_, term, code, message) => {
    const program = compile(['first'], pointwise);
    expectNoLeak(() => {
      const prepared = prepareLayerTerms([style, { ...content, mask }, term], {
        ...{ program, start, octaveScale: 1 },
      });
      expect(prepared).toMatchObject({ ok: false, problem: { code } });
      if (!prepared.ok) expect(prepared.problem.message).toMatch(message);
    });
    program.dispose();
  });

  test('a style picture too small for the layer', () => {
    const program = compile(['second']);
    const term = { ...style, network, layer: 'second', styleScale: 0.1 };
    const prepared = prepareLayerTerms([term], { program, start, octaveScale: 1 });
    expect(prepared).toMatchObject({ ok: false, problem: { code: 'layer-too-deep' } });
    if (!prepared.ok) expect(prepared.problem.message).toMatch(/style picture is too small.*1 x 1/);
    program.dispose();
  });
});

test('nothing leaks, whatever is prepared and however often it is evaluated', () => {
  const program = compile(['first'], pointwise);
  const matches = ['dot', 'channel-contrast', 'channel-weights'] as const;
  const statistics = ['gram-absolute', 'gram-square', 'moments', 'wasserstein'] as const;
  const terms: readonly NetworkTerm[] = [
    response,
    neuron,
    content,
    { ...onLayer, kind: 'direction', direction: [1, 0, -1, 2], power: 2 },
    ...matches.map((match) => ({ ...guide, match }) as NetworkTerm),
    ...matches.map((match) => ({ ...guide, match, channels: [0, 2] }) as NetworkTerm),
    ...statistics.map((statistic) => ({ ...style, statistic }) as NetworkTerm),
  ];
  expectNoLeak(() => {
    // Inside a tidy of the caller's, targets must live on.
    const all: PreparedLayerTerm[] = [];
    tf.tidy(() => {
      const context = { program, start, octaveScale: 1, shifts: [[0, 1]] as const };
      all.push(...value(prepareLayerTerms(withMasks(terms), context)));
    });
    for (let i = 0; i < 6; i++) for (const term of all) evaluateOn(term, program, [0, 1]);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 6; i++) {
      tf.tidy(() => {
        for (const term of all) evaluateOn(term, program, [0, 1]);
      });
    }
    expect(tf.memory().numTensors).toBe(before);
    for (const term of all) term.dispose();
  });
  program.dispose();
});

function withMasks(terms: readonly NetworkTerm[]): readonly NetworkTerm[] {
  return terms.flatMap((term) => [term, { ...term, mask }]);
}

interface Seen {
  readonly value: number;
  readonly cotangent: readonly number[];
}

/** The term's value and cotangent for the start, shifted, cut to a tile. */
function evaluateOn(
  prepared: PreparedLayerTerm,
  program: Program,
  shift: Shift,
  tile?: Tile,
  layer = 'first',
  told: Shift = shift,
): Seen {
  const image = toTensor(cropToView(start, 3, { shift, tile: tile ?? null }));
  const activations = program.forward(image);
  image.dispose();
  try {
    const { value, cotangent } = prepared.evaluate(activations.get(layer) as Tensor4D, told, tile);
    return { value: numbersOf(value)[0] as number, cotangent: numbersOf(cotangent) };
  } finally {
    tf.dispose([...activations.values()]);
  }
}

function prepare(term: NetworkTerm, context: PrepareContext): PreparedLayerTerm {
  return value(prepareLayerTerms([term], context))[0] as PreparedLayerTerm;
}

function value<T>(result: { ok: true; value: T } | { ok: false; problem: { message: string } }): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
