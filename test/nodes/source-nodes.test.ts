import { describe, expect, test } from 'vitest';
import { meanMagnitude, resize, resizePhoto } from '../../src/engine/index.ts';
import { fittedSize } from '../../src/nodes/_params/size-params.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';
import { randomPicture } from '../engine/picture/pictures.ts';
import { network } from '../engine/terms/prepare-terms.ts';
import { expectProblem, expectValue, paramsOf, recordingContext } from './recording-context.ts';

describe('Load Image', () => {
  const photo = randomPicture(60, 40, 1);
  const { context } = recordingContext({ pictures: new Map([['mountains', photo]]) });
  const load = (changes: Partial<ReturnType<typeof defaults>>) =>
    runs['load-image']({}, defaults(changes), context);
  const defaults = (changes = {}) => paramsOf(catalog['load-image'], changes);

  test('gives a small picture as it is, and shrinks a large one to the long side', async () => {
    expect((await expectValue(load({ size: 512 }))).image).toBe(photo);
    expect((await expectValue(load({ size: 30 }))).image).toMatchObject({ width: 30, height: 20 });
  });

  test.each([
    ['contain', { width: 16, height: 11 }],
    ['cover', { width: 16, height: 32 }],
    ['stretch', { width: 16, height: 32 }],
    ['original', { width: 60, height: 40 }],
  ] as const)('fits into a box: %s', async (fit, size) => {
    const { image } = await expectValue(load({ fit, width: 16, height: 32 }));
    expect(image).toMatchObject(size);
  });

  test.each(['limit', 'contain', 'cover', 'stretch', 'original'] as const)(
    'is known to have the size that it will have, before it has run: %s',
    async (fit) => {
      for (const size of [16, 33, 512]) {
        const changes = { fit, size, width: size, height: 37 };
        const { image } = await expectValue(load(changes));
        const { width, height } = image;
        expect(fittedSize(changes, photo)).toEqual({ width, height });
      }
    },
  );

  test.each(['limit', 'contain', 'cover', 'stretch'] as const)(
    'scales by the filter that is asked for: %s',
    async (fit) => {
      const by = async (filter: 'lanczos' | 'triangle') =>
        (await expectValue(load({ fit, size: 30, width: 30, height: 20, filter }))).image;
      const size = { width: 30, height: 20 };
      expect(await by('triangle')).toEqual(resize(photo, size));
      expect(await by('lanczos')).toEqual(resizePhoto(photo, size, 'lanczos'));
    },
  );

  test('cuts before it resizes, and refuses a crop that leaves nothing', async () => {
    const { image } = await expectValue(load({ crop: [0.5, 0.25, 1, 0.75], fit: 'original' }));
    expect(image).toMatchObject({ width: 30, height: 20 });
    expect(image.data[0]).toBe(photo.data[(10 * 60 + 30) * 3]);
    await expectProblem(load({ crop: [0.5, 0, 0.5, 1] }), 'empty-crop');
  });

  test('hands on why a file cannot be read', async () => {
    await expectProblem(load({ file: { from: 'nothing' } }), 'no-such-file');
  });
});

describe('Noise', () => {
  const noise = (changes: object) =>
    runs.noise({}, paramsOf(catalog.noise, { size: 48, ...changes }), recordingContext().context);

  test.each(['white', 'clouds'] as const)(
    '%s lies around its colour and repeats by seed',
    async (kind) => {
      const settings = { kind, colour: '#336699', amount: 0.1, seed: 3 };
      const { image } = await expectValue(noise(settings));
      expect(image).toMatchObject({ width: 48, height: 36 });
      expect(
        image.data.every((v, i) => Math.abs(v - ([0.2, 0.4, 0.6][i % 3] as number)) <= 0.1 + 1e-6),
      ).toBe(true);
      expect((await expectValue(noise(settings))).image.data).toEqual(image.data);
      expect((await expectValue(noise({ ...settings, seed: 4 }))).image.data).not.toEqual(
        image.data,
      );
    },
  );

  test('has the shape asked for', async () => {
    const { image } = await expectValue(noise({ size: 32, aspect: '9:16' }));
    expect(image).toMatchObject({ width: 18, height: 32 });
  });
});

describe('Painting', () => {
  const kinds = ['brush-strokes', 'stained-glass', 'waves'] as const;

  test.each(kinds)('%s is colourful, repeats by seed and differs by seed', async (kind) => {
    const paint = async (seed: number) => {
      const params = paramsOf(catalog.painting, { kind, seed, size: 64 });
      return (await expectValue(runs.painting({}, params, recordingContext().context))).image;
    };
    const first = await paint(1);
    expect(first).toMatchObject({ width: 64, height: 48 });
    expect(first.data.every((v) => v >= 0 && v <= 1)).toBe(true);
    const chroma = first.data.map((v, i) => v - (first.data[i - (i % 3)] as number));
    expect(meanMagnitude({ ...first, data: chroma })).toBeGreaterThan(0.1);
    expect((await paint(1)).data).toEqual(first.data);
    expect((await paint(2)).data).not.toEqual(first.data);
  });
});

describe('Load Network', () => {
  const { context } = recordingContext({ networks: new Map([['inception-v3', network]]) });
  const load = (changes: object) =>
    runs['load-network']({}, paramsOf(catalog['load-network'], changes), context);

  test('gives the network as it is known, or with the range of pixels that was set', async () => {
    expect((await expectValue(load({}))).network).toBe(network);
    const { network: other } = await expectValue(load({ range: 'minus-one-to-one' }));
    expect(other).toEqual({ ...network, range: { scale: 2, offset: -1 } });
  });

  test('gives each colour its own scale and offset, and blue first where that is said', async () => {
    const rangeOf = async (changes: object) => (await expectValue(load(changes))).network.range;
    const { scale, offset } = network.range;
    expect(await rangeOf({ order: 'bgr' })).toEqual({ scale, offset, order: 'bgr' });
    expect(await rangeOf({ range: 'caffe' })).toMatchObject({ scale: 255, order: 'bgr' });
    expect((await rangeOf({ range: 'caffe', order: 'rgb' })).order).toBeUndefined();
    expect(await rangeOf({ range: 'custom', scale: [2], offset: [1, 2, 3] })).toEqual({
      scale: [2, 2, 2],
      offset: [1, 2, 3],
    });
  });

  test('hands on why a network cannot be loaded', async () => {
    await expectProblem(load({ file: { from: 'bundled', name: 'other' } }), 'no-such-file');
  });
});
