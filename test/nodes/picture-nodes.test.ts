import { describe, expect, test } from 'vitest';
import { type Mask, maskToPicture, resizePhoto } from '../../src/engine/index.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';
import {
  constantPicture,
  expectClose,
  randomMask,
  randomPicture,
} from '../engine/picture/pictures.ts';
import { expectProblem, expectValue, paramsOf, recordingContext } from './recording-context.ts';

const photo = randomPicture(12, 8, 1);
const other = randomPicture(12, 8, 2);
const { context } = recordingContext();
/** Left half 0, right half 1. */
const half = {
  width: 12,
  height: 8,
  data: Float32Array.from({ length: 96 }, (_, i) => (i % 12 < 6 ? 0 : 1)),
};

describe('a node with its neutral parameters gives the picture it got', () => {
  const image = photo;
  test.each([
    [
      'merge',
      () =>
        runs.merge(
          { below: image, above: other, mask: undefined },
          paramsOf(catalog.merge, { amount: 0 }),
          context,
        ),
    ],
    ['adjust', () => runs.adjust({ image, mask: undefined }, paramsOf(catalog.adjust), context)],
    [
      'resize-crop',
      () =>
        runs['resize-crop']({ image }, paramsOf(catalog['resize-crop'], { fit: 'scale' }), context),
    ],
    [
      'colour-transfer',
      () =>
        runs['colour-transfer'](
          { image, colours: other, mask: undefined },
          paramsOf(catalog['colour-transfer'], { amount: 0 }),
          context,
        ),
    ],
    [
      'blur-sharpen',
      () =>
        runs['blur-sharpen'](
          { image, mask: undefined },
          paramsOf(catalog['blur-sharpen'], { radius: 0 }),
          context,
        ),
    ],
    ['transform', () => runs.transform({ image }, paramsOf(catalog.transform), context)],
    [
      'preview',
      () =>
        runs.preview(
          { image: { kind: 'image', value: image } },
          paramsOf(catalog.preview),
          context,
        ),
    ],
    ['save-image', () => runs['save-image']({ image }, paramsOf(catalog['save-image']), context)],
  ])('%s', async (_type, run) => {
    expect((await expectValue(run())).image).toBe(photo);
  });
});

describe('a mask keeps a change to where it is white', () => {
  test.each([
    [
      'adjust',
      () =>
        runs.adjust(
          { image: photo, mask: half },
          paramsOf(catalog.adjust, { exposure: 2 }),
          context,
        ),
    ],
    [
      'colour-transfer',
      () =>
        runs['colour-transfer'](
          { image: photo, colours: constantPicture(3, 3, [0.9, 0.1, 0.1]), mask: half },
          paramsOf(catalog['colour-transfer']),
          context,
        ),
    ],
    [
      'blur-sharpen',
      () =>
        runs['blur-sharpen'](
          { image: photo, mask: half },
          paramsOf(catalog['blur-sharpen']),
          context,
        ),
    ],
    [
      'merge',
      () =>
        runs.merge(
          { below: photo, above: other, mask: half },
          paramsOf(catalog.merge, { amount: 1 }),
          context,
        ),
    ],
  ])('%s', async (_type, run) => {
    const { image } = await expectValue(run());
    const changed = image.data.map((value, i) => (value === photo.data[i] ? 0 : 1));
    expect([...changed].filter((_, i) => Math.floor(i / 3) % 12 < 6)).not.toContain(1);
    expect([...changed].filter((_, i) => Math.floor(i / 3) % 12 >= 6)).toContain(1);
  });
});

describe('Merge', () => {
  test.each(catalog.merge.params.mode.options)('offers $label', async ({ value }) => {
    const params = paramsOf(catalog.merge, { mode: value, amount: 1 });
    const { image } = await expectValue(
      runs.merge({ below: photo, above: other, mask: undefined }, params, context),
    );
    expect(image.data.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(image.data).not.toEqual(photo.data);
    if (value === 'normal') expectClose(image.data, other.data);
  });
});

describe('Resize/Crop', () => {
  test.each([
    [
      { fit: 'long-side', size: 24 },
      { width: 24, height: 16 },
    ],
    [
      { fit: 'scale', factor: 0.5 },
      { width: 6, height: 4 },
    ],
    [
      { fit: 'stretch', width: 5, height: 7 },
      { width: 5, height: 7 },
    ],
    [
      { fit: 'scale', factor: 2, crop: [0, 0, 0.5, 1] },
      { width: 12, height: 16 },
    ],
  ] as const)('%o', async (changes, size) => {
    const params = paramsOf(catalog['resize-crop'], changes);
    expect(
      (await expectValue(runs['resize-crop']({ image: photo }, params, context))).image,
    ).toMatchObject(size);
  });

  test.each([
    { fit: 'long-side', size: 24 },
    { fit: 'scale', factor: 2 },
    { fit: 'stretch', width: 24, height: 16 },
  ] as const)('scales by the filter that is asked for: %o', async (changes) => {
    const size = { width: 24, height: 16 };
    for (const filter of ['lanczos', 'triangle'] as const) {
      const params = paramsOf(catalog['resize-crop'], { ...changes, filter });
      const made = await expectValue(runs['resize-crop']({ image: photo }, params, context));
      expect(made.image).toEqual(resizePhoto(photo, size, filter));
    }
  });
});

test('Adjust turns a picture grey without saturation', async () => {
  const params = paramsOf(catalog.adjust, { saturation: 0 });
  const { image } = await expectValue(
    runs.adjust({ image: photo, mask: undefined }, params, context),
  );
  expectClose(
    image.data,
    image.data.map((_, i) => image.data[i - (i % 3)] as number),
  );
});

test('Colour Transfer by pixel keeps every difference between the channels of the colours', async () => {
  const grey = constantPicture(12, 8, [0.5, 0.5, 0.5]);
  const tinted = constantPicture(12, 8, [0.5, 0.4, 0.3]);
  const params = paramsOf(catalog['colour-transfer'], { method: 'pixel' });
  const inputs = { image: grey, colours: tinted, mask: undefined };
  const { image } = await expectValue(runs['colour-transfer'](inputs, params, context));
  const [r = 0, g = 0, b = 0] = image.data;
  expectClose([r - g, g - b], [0.1, 0.1]);
});

test('Transform moves a picture to the right by a share of its width', async () => {
  const params = paramsOf(catalog.transform, { shiftX: 0.25, edge: 'wrap' });
  const { image } = await expectValue(runs.transform({ image: photo }, params, context));
  expectClose(image.data.slice(3 * 3, 12 * 3), photo.data.slice(0, 9 * 3));
});

describe('Blur/Sharpen', () => {
  const spread = (data: Float32Array) => data.reduce((sum, v) => sum + (v - 0.5) ** 2, 0);

  test('softens, or raises contrast at edges', async () => {
    const image = randomPicture(12, 8, 5);
    const calm = { ...image, data: image.data.map((v) => 0.4 + 0.2 * v) };
    const run = async (mode: 'blur' | 'sharpen') =>
      (
        await expectValue(
          runs['blur-sharpen'](
            { image: calm, mask: undefined },
            paramsOf(catalog['blur-sharpen'], { mode }),
            context,
          ),
        )
      ).image;
    expect(spread((await run('blur')).data)).toBeLessThan(0.5 * spread(calm.data));
    expect(spread((await run('sharpen')).data)).toBeGreaterThan(1.5 * spread(calm.data));
  });
});

describe('Mask', () => {
  const draw = (changes: object, image: typeof photo | undefined = undefined) =>
    runs.mask({ image }, paramsOf(catalog.mask, changes), context);
  const at = ({ width, data }: Mask, x: number, y: number) => data[y * width + x] as number;

  test('rises along a line', async () => {
    const { mask } = await expectValue(draw({ kind: 'linear' }, photo));
    expect(mask).toMatchObject({ width: 12, height: 8 });
    expect(at(mask, 3, 0)).toBeLessThan(0.1);
    expect(at(mask, 3, 7)).toBeGreaterThan(0.9);
  });

  test('is round, and turned round when inverted', async () => {
    const settings = { kind: 'radial', inner: 0.1, outer: 0.3 };
    const { mask } = await expectValue(draw(settings));
    expect([at(mask, 256, 256), at(mask, 2, 2)]).toEqual([1, 0]);
    const { mask: inverted } = await expectValue(draw({ ...settings, invert: true }));
    expect([at(inverted, 256, 256), at(inverted, 2, 2)]).toEqual([0, 1]);
  });

  test('follows brightness, or a channel, of an image that must be there', async () => {
    const image = constantPicture(4, 4, [0.6, 0.6, 0.6]);
    const { mask } = await expectValue(draw({ kind: 'luminance', low: 0.5, high: 0.7 }, image));
    expectClose(mask.data, Array(16).fill(0.5), 1e-5);
    const red = constantPicture(4, 4, [0.25, 1, 1]);
    const { mask: channel } = await expectValue(draw({ kind: 'image', channel: 'red' }, red));
    expectClose(channel.data, Array(16).fill(0.25));
    await expectProblem(draw({ kind: 'luminance' }), 'missing-input');
    await expectProblem(draw({ kind: 'image' }), 'missing-input');
  });

  test('is painted, and its border softened', async () => {
    const strokes = [
      { points: [[0.5, 0.5]] as [number, number][], radius: 0.2, hardness: 1, erase: false },
    ];
    const { mask } = await expectValue(draw({ kind: 'strokes', strokes }));
    expect([at(mask, 256, 256), at(mask, 4, 4)]).toEqual([1, 0]);
    const { mask: soft } = await expectValue(draw({ kind: 'strokes', strokes, feather: 2 }));
    const edge = 256 + Math.round(0.2 * 512) + 3;
    expect(at(mask, edge, 256)).toBe(0);
    expect(at(soft, edge, 256)).toBeGreaterThan(0.1);
  });
});

describe('Preview', () => {
  test('shows a mask in grey, and octaves as their picture', async () => {
    const mask = randomMask(6, 4, 1);
    const params = paramsOf(catalog.preview);
    const shown = await expectValue(
      runs.preview({ image: { kind: 'mask', value: mask } }, params, context),
    );
    expect(shown.image).toEqual(maskToPicture(mask));
    const octaves = { photo, sizes: [{ width: 12, height: 8 }], details: [] };
    expect(
      (
        await expectValue(
          runs.preview({ image: { kind: 'octaves', value: octaves } }, params, context),
        )
      ).image,
    ).toBe(photo);
  });
});

test('Number, Seed and Reroute hand on their value', async () => {
  expect(await expectValue(runs.number({}, { value: 2.5 }, context))).toEqual({ number: 2.5 });
  expect(await expectValue(runs.seed({}, { seed: 7, eachFrame: false }, context))).toEqual({
    seed: 7,
  });
  expect(
    await expectValue(runs.reroute({ value: { kind: 'image', value: photo } }, {}, context)),
  ).toEqual({
    value: photo,
  });
});
