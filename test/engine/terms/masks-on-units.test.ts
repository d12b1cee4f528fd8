import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Ir, type IrNode, linear, type Operation } from '../../../src/engine/network/ir.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import type { NetworkTerm } from '../../../src/engine/objective/objective.ts';
import type { Mask, Size } from '../../../src/engine/picture/picture.ts';
import type { Program } from '../../../src/engine/programs/program.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { prepareLayerTerms } from '../../../src/engine/terms/prepare.ts';
import type { PrepareContext } from '../../../src/engine/terms/prepared.ts';
import { cropToView, type View, viewSize } from '../../../src/engine/terms/view.ts';
import { expectOk } from '../ascent/run-ascent.ts';
import { scene } from '../ascent/scene.ts';
import { embedded } from '../network/embedded.ts';
import { expectClose, randomMask, randomPicture } from '../picture/pictures.ts';
import { compile, use } from './prepare-terms.ts';

type Along = 'height' | 'width';

/** A filter of ones, so that whatever a unit sees changes it. */
function ones(size: number, channels: number): Operation & { readonly op: 'conv' } {
  const shape = [size, size, channels, 1];
  return {
    ...{ op: 'conv', bias: null, activation: linear, dilation: [1, 1], padding: 'valid' },
    filter: { shape, load: () => new Float32Array(size * size * channels).fill(1) },
    strides: [1, 1],
  };
}

function chain(...operations: readonly Operation[]): Ir {
  const nodes = operations.map((operation, at): IrNode => {
    return { ...operation, name: `${at + 1}`, inputs: [`${at}`] };
  });
  return [{ name: '0', inputs: [], op: 'input', channels: 3 }, ...nodes];
}

const margins = { top: 3, bottom: 3, left: 3, right: 3 };
const small: Readonly<Record<string, Ir>> = {
  'strides without padding': chain({ ...ones(3, 3), strides: [2, 2] }, ones(3, 1), {
    op: 'pool',
    kind: 'max',
    size: [3, 3],
    strides: [2, 2],
    padding: 'valid',
  }),
  'strides with padding': chain(
    { ...ones(3, 3), strides: [2, 2], padding: 'same' },
    { ...ones(3, 1), strides: [2, 2], padding: 'same' },
    { op: 'pool', kind: 'average', size: [2, 2], strides: [2, 2], padding: 'same' },
  ),
  'padding of its own, dilation, a crop': chain(
    { op: 'pad', mode: 'constant', value: 0, margins },
    { ...ones(7, 3), strides: [2, 2] },
    {
      op: 'pool',
      kind: 'max',
      size: [3, 3],
      strides: [2, 2],
      padding: { top: 1, bottom: 1, left: 1, right: 1 },
    },
    { ...ones(2, 1), dilation: [2, 2], padding: 'same' },
    { op: 'crop', margins: { top: 1, bottom: 0, left: 0, right: 1 } },
  ),
  'strides larger than filters': chain({ ...ones(2, 3), strides: [3, 3] }),
  'branches that see unlike parts': [
    ...chain({ ...ones(3, 3), strides: [2, 2], padding: 'same' }),
    { ...ones(1, 3), strides: [2, 2], padding: 'same', name: 'short', inputs: ['0'] },
    { op: 'concat', name: '2', inputs: ['short', '1'] },
  ],
  'channels weighed by what the whole shows': [
    ...chain({ ...ones(3, 3), strides: [2, 2] }),
    { op: 'global-pool', kind: 'average', name: 'whole', inputs: ['1'] },
    { op: 'multiply', name: '2', inputs: ['whole', '1'] },
  ],
  upsampling: chain(
    { ...ones(3, 3), strides: [4, 4] },
    { op: 'upsample', factor: [2, 2], method: 'bilinear' },
  ),
};

function networkOf(ir: Ir): Network {
  return { name: 'Ones', hash: 'ones', range: { scale: 1, offset: 0 }, ir };
}

function lastOf(ir: Ir): string {
  return ir.at(-1)?.name ?? '';
}

/** Centres of a layer's units along one axis, evenly apart, from the edge of the first pixel. */
interface Line {
  readonly first: number;
  readonly stride: number;
}

/** What units see, found by changing the picture a line at a time: no layer is asked. */
function lineByChanges(ir: Ir, size: Size, along: Along): Line {
  // What the whole shows changes every unit; where they look is asked of the rest.
  const local = ir.some(({ name }) => name === 'whole') ? ir.slice(0, 2) : ir;
  const program = compile([lastOf(local)], networkOf(local));
  const photo = randomPicture(size.width, size.height, 3);
  const before = seenOn(program, toTensor(photo), lastOf(local));
  const units = before.shape[along === 'height' ? 1 : 2];
  const seenBy: number[][] = Array.from({ length: units }, () => []);
  for (let at = 0; at < size[along]; at++) {
    const data = photo.data.map((value, i) => {
      const pixel = Math.floor(i / 3);
      const line = along === 'height' ? Math.floor(pixel / size.width) : pixel % size.width;
      return line === at ? value + 1000 : value;
    });
    const after = seenOn(program, toTensor({ ...size, data }), lastOf(local));
    const changed = tf.tidy(() =>
      tf.any(tf.notEqual(before, after), along === 'height' ? [0, 2, 3] : [0, 1, 3]).dataSync(),
    );
    after.dispose();
    for (const [unit, isChanged] of changed.entries()) if (isChanged) seenBy[unit]?.push(at);
  }
  before.dispose();
  program.dispose();
  return throughInner(seenBy.map((pixels) => [pixels[0] ?? 0, (pixels.at(-1) ?? 0) + 1]));
}

/**
 * From four units in the middle, whose sight ends inside the picture: two and two, because of
 * upsampled units neighbours may see the same.
 */
function throughInner(sights: readonly (readonly [number, number])[]): Line {
  const middle = Math.floor(sights.length / 2);
  const [a = 0, b = 0, c = 0, d = 0] = sights
    .slice(middle - 2, middle + 2)
    .map(([begin, end]) => (begin + end) / 2);
  const stride = (c + d - a - b) / 4;
  return { first: (a + b) / 2 - (middle - 1.5) * stride, stride };
}

function seenOn(program: Program, image: Tensor4D, layer: string): Tensor4D {
  const activations = program.forward(image);
  image.dispose();
  return activations.get(layer) as Tensor4D;
}

/** The mean of the mask over one stride around a unit's centre, mirrored at the picture's ends. */
function meanAround(mask: Mask, lines: Readonly<Record<Along, Line>>, y: number, x: number) {
  const rows = weightsOf(lines.height, y, mask.height);
  const columns = weightsOf(lines.width, x, mask.width);
  let sum = 0;
  for (const [row, down] of rows) {
    for (const [column, across] of columns) {
      sum += down * across * (mask.data[row * mask.width + column] ?? Number.NaN);
    }
  }
  return sum;
}

function weightsOf({ first, stride }: Line, unit: number, length: number): [number, number][] {
  const span = Math.max(1, stride);
  const [from, to] = [first + unit * stride - span / 2, first + unit * stride + span / 2];
  const weights: [number, number][] = [];
  for (let at = Math.floor(from); at < to; at++) {
    const share = Math.min(at + 1, to) - Math.max(at, from);
    const circle = ((at % (2 * length)) + 2 * length) % (2 * length);
    weights.push([Math.min(circle, 2 * length - 1 - circle), share / span]);
  }
  return weights;
}

type Context = Omit<PrepareContext, 'program' | 'octaveScale'>;

interface Subject {
  readonly ir: Ir;
  readonly program: Program;
  readonly mask: Mask;
}

/** What a masked term counts each unit by: the cotangent of a mean, times the number of units. */
function maskOnUnits({ ir, program, mask }: Subject, context: Context, view: View): Mask {
  const pulled = pullOn(
    {
      ...{ kind: 'layer', network: networkOf(ir), layer: lastOf(ir), measure: 'mean' },
      ...{ channels: [0], weight: 1, normalise: false, mask },
    },
    { ...context, program },
    view,
  );
  const count = pulled.width * pulled.height;
  return { ...pulled, data: pulled.data.map((share) => share * count) };
}

/** The cotangent of the first channel. */
function pullOn(term: NetworkTerm, context: Context & { program: Program }, view: View): Mask {
  const [prepared] = expectOk(prepareLayerTerms([term], { ...context, octaveScale: 1 }));
  if (!prepared) throw new Error('One term was prepared.');
  const image = toTensor(cropToView(context.start, 3, view));
  const seen = seenOn(context.program, image, term.layer);
  const [, height, width, channels] = seen.shape;
  const { value, cotangent } = prepared.evaluate(seen, view.shift, view.tile ?? undefined);
  const data = cotangent.dataSync<'float32'>().filter((_, at) => at % channels === 0);
  tf.dispose([seen, value, cotangent]);
  prepared.dispose();
  return { height, width, data };
}

beforeAll(() => use('wasm'));

describe.each(Object.entries(small))('%s', (_, ir) => {
  test.each([
    { width: 63, height: 58 },
    { width: 60, height: 65 },
  ])('units of $width x $height pixels count by the mask around what they see', (size) => {
    const lines = {
      height: lineByChanges(ir, size, 'height'),
      width: lineByChanges(ir, size, 'width'),
    };
    const program = compile([lastOf(ir)], networkOf(ir));
    const mask = randomMask(size.width, size.height, 5);
    const start = randomPicture(size.width, size.height, 6);
    const found = maskOnUnits({ ir, program, mask }, { start }, { shift: [0, 0], tile: null });
    const wanted = Float32Array.from(found.data, (_v, at) =>
      meanAround(mask, lines, Math.floor(at / found.width), at % found.width),
    );
    expectClose(found.data, wanted, 1e-5);
    program.dispose();
  });
});

describe('the same unit counts the same in every tile', () => {
  const length = fc.integer({ min: 0, max: 5 });
  test.each([
    ['wrap', 'strides without padding', 4],
    ['mirror', 'strides without padding', 4],
    ['wrap', 'strides with padding', 8],
  ] as const)('%s, %s', (edges, name, stride) => {
    const ir = small[name] as Ir;
    const size = { width: 64, height: 48 };
    const [start, mask] = [randomPicture(64, 48, 1), randomMask(64, 48, 2)];
    const program = compile([lastOf(ir)], networkOf(ir));
    const shift = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }));
    fc.assert(
      fc.property(shift, length, length, (by, row, column) => {
        const view = { shift: by, tile: null, edges };
        const tile = { top: row * 8, left: column * 8, width: 24, height: 32 };
        const whole = viewSize(view, size);
        tile.top = Math.min(tile.top, whole.height - tile.height);
        tile.left = Math.min(tile.left, whole.width - tile.width);
        const of = (seen: View) => maskOnUnits({ ir, program, mask }, { start, edges }, seen);
        const [all, part] = [of(view), of({ ...view, tile })];
        for (const [at, share] of part.data.entries()) {
          const y = tile.top / stride + Math.floor(at / part.width);
          const x = tile.left / stride + (at % part.width);
          expect(share).toBeCloseTo(all.data[y * all.width + x] ?? Number.NaN, 6);
        }
      }),
      { numRuns: 15 },
    );
    program.dispose();
  });
});

test('a neuron is the unit that looks nearest to the centre, wherever it is moved', () => {
  const ir = small['strides without padding'] as Ir;
  const size = { width: 64, height: 48 };
  const line = lineByChanges(ir, size, 'width');
  const start = randomPicture(64, 48, 1);
  const program = compile([lastOf(ir)], networkOf(ir));
  const term: NetworkTerm = {
    ...{ kind: 'neuron', network: networkOf(ir), layer: lastOf(ir), channel: 0 },
    ...{ weight: 1, normalise: false },
  };
  const columnOf = (view: View): number => {
    const { width, data } = pullOn(term, { start, program }, view);
    return data.indexOf(1) % width;
  };
  for (let right = -32; right < 32; right++) {
    const view = { shift: [0, right] as const, tile: null };
    const column = columnOf(view);
    const place = 32 + right + 0.5;
    const away = (unit: number) => Math.abs(line.first + unit * line.stride - place);
    const units = Array.from({ length: 14 }, (_, unit) => unit);
    expect(away(column)).toBe(Math.min(...units.map(away)));
    for (const left of [0, 8, 20, 24]) {
      const tile = { top: 0, left, width: 40, height: 48 };
      const inTile = column - left / 4;
      expect([right, left, column, columnOf({ ...view, tile })]).toEqual([
        right,
        left,
        column,
        inTile >= 0 && inTile < 8 ? inTile : -1,
      ]);
    }
  }
  program.dispose();
});

describe.each([
  ['inception-v3', 'mixed3'],
  ['ssd', 'block_12_add'],
] as const)('of %s %s', (name, layer) => {
  test('the unit whose sight has its middle at the rim of the mask counts half', async () => {
    const network = await embedded(name);
    const program = compile([layer], network);
    // Across only: as low as the network can see.
    const size = { width: 416, height: 96 };
    const start = scene(size.width, size.height);
    const line = lineByGradients(program, start);
    const unit = 11;
    const rim = line.first + unit * line.stride;
    const mask = { ...size, data: new Float32Array(size.width * size.height) };
    for (let at = 0; at < mask.data.length; at++) {
      const x = at % size.width;
      mask.data[at] = Math.min(Math.max(rim - x, 0), 1);
    }
    const ir = network.ir.slice(0, network.ir.findIndex((node) => node.name === layer) + 1);
    const found = maskOnUnits({ ir, program, mask }, { start }, { shift: [0, 0], tile: null });
    const row = found.data.slice(0, found.width);
    expectClose(
      row,
      Float32Array.from(row, (_, x) => (x < unit ? 1 : x > unit ? 0 : 0.5)),
      1e-5,
    );
    program.dispose();
  });
});

/** What units see, across: where their gradients are not 0. */
function lineByGradients(program: Program, photo: Parameters<typeof toTensor>[0]): Line {
  const image = toTensor(photo);
  const sights: [number, number][] = [];
  for (const unit of [10, 12]) {
    const gradient = program.gradient(
      image,
      (activations) =>
        new Map(
          [...activations].map(([layer, value]) => {
            const [, , width] = value.shape;
            const isUnit = Float32Array.from({ length: width }, (_, x) => (x === unit ? 1 : 0));
            const column = tf.tensor4d(isUnit, [1, 1, width, 1]);
            return [layer, tf.mul<Tensor4D>(tf.onesLike(value), column)];
          }),
        ),
    );
    const seen = tf.tidy(() => tf.max(tf.abs(gradient), [0, 1, 3]).dataSync());
    gradient.dispose();
    const pixels = [...seen.keys()].filter((x) => (seen[x] ?? 0) > 0);
    sights.push([pixels[0] ?? 0, (pixels.at(-1) ?? 0) + 1]);
  }
  image.dispose();
  const [a = [0, 0], b = [0, 0]] = sights;
  const stride = (b[0] + b[1] - a[0] - a[1]) / 4;
  return { first: (a[0] + a[1]) / 2 - 10 * stride, stride };
}
