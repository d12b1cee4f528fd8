import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, crop } from '../../src/engine/index.ts';
import { type Ir, type IrNode, linear } from '../../src/engine/network/ir.ts';
import { constantWeights } from '../../src/engine/network/weights.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';
import { picture, randomPicture } from '../engine/picture/pictures.ts';
import { network, use } from '../engine/terms/prepare-terms.ts';
import { expectProblem, expectValue, paramsOf, recordingContext } from './recording-context.ts';

const session = createSession();
beforeAll(() => use('wasm'));
afterAll(() => session.dispose());

describe('Feature View', () => {
  const view = (changes: object, signal?: AbortSignal) => {
    const { context, recorded } = recordingContext({ session, ...(signal && { signal }) });
    const params = paramsOf(catalog['feature-view'], {
      layer: 'first',
      size: 32,
      iterations: 3,
      ...changes,
    });
    return { recorded, result: runs['feature-view']({ network }, params, context) };
  };

  test('shows one channel, or a layer as a whole, in one picture', async () => {
    const one = await expectValue(view({ channels: [1] }).result);
    const layer = await expectValue(view({ channels: 'all' }).result);
    expect(one.image).toMatchObject({ width: 32, height: 32 });
    expect(layer.image).toMatchObject({ width: 32, height: 32 });
    expect(layer.image.data).not.toEqual(one.image.data);
    const most = await expectValue(view({ channels: { not: [1] } }).result);
    expect(most.image).toMatchObject({ width: 32, height: 32 });
    expect(most.image.data).not.toEqual(layer.image.data);
  });

  test('shows several on a sheet, with progress over all of them, or in one picture', async () => {
    const { recorded, result } = view({ channels: [0, 1, 3] });
    const { image } = await expectValue(result);
    // Two columns and two rows, a strip of 14 under each, 4 between.
    expect(image).toMatchObject({ width: 68, height: 96 });
    expect(recorded.progress).toEqual([...recorded.progress].sort((a, b) => a - b));
    expect(recorded.progress.at(-1)).toBe(1);
    const together = await expectValue(view({ channels: [0, 1, 3], show: 'together' }).result);
    expect(together.image).toMatchObject({ width: 32, height: 32 });
  });

  test('refuses a channel that is not there, and stops when told', async () => {
    await expectProblem(view({ channels: [9] }).result, 'unknown-channel');
    await expectProblem(view({ channels: [1] }, AbortSignal.abort()).result, 'cancelled');
  });
});

describe('Activation View', () => {
  const image = randomPicture(24, 12, 1);
  const view = (changes: object) => {
    const params = paramsOf(catalog['activation-view'], {
      layer: 'first',
      cell: 32,
      count: 4,
      ...changes,
    });
    return runs['activation-view'](
      { network, image },
      params,
      recordingContext({ session }).context,
    );
  };

  test('shows the picture and the channels on a sheet, six in a row', async () => {
    const { image: sheet } = await expectValue(view({}));
    expect(sheet).toMatchObject({ width: 6 * 36 - 4, height: 16 + 14 });
  });

  test('lights up the picture where the chosen channel responds, and gives that as a mask', async () => {
    const first = await expectValue(view({ shown: 1 }));
    const second = await expectValue(view({ shown: 2 }));
    expect(first.mask).toMatchObject({ width: 24, height: 12 });
    expect(second.mask.data).not.toEqual(first.mask.data);
    expect(second.image.data).toEqual(first.image.data);
    const brightest = first.mask.data.indexOf(Math.max(...first.mask.data));
    const darkest = first.mask.data.indexOf(Math.min(...first.mask.data));
    const kept = (at: number) =>
      (first.overlay.data[at * 3] as number) / (image.data[at * 3] as number);
    expect(kept(brightest)).toBeGreaterThan(kept(darkest));
  });

  test('lights up where a unit looks, not where it stands among the others', async () => {
    // Three times every second pixel, without padding: units stand at 7.5, 15.5, 23.5, …
    const conv = (name: string, input: string, channels: number): IrNode => ({
      ...{ name, inputs: [input], op: 'conv', bias: null, activation: linear },
      ...{ strides: [2, 2], dilation: [1, 1], padding: 'valid' },
      filter: constantWeights([3, 3, channels, 1], new Float32Array(9 * channels).fill(1)),
    });
    const ir: Ir = [
      { name: 'image', inputs: [], op: 'input', channels: 3 },
      ...[conv('one', 'image', 3), conv('two', 'one', 1), conv('three', 'two', 1)],
    ];
    const spot = picture(47, 39, new Float32Array(47 * 39 * 3));
    spot.data.fill(1, (23 * 47 + 15) * 3, (23 * 47 + 15) * 3 + 3);
    const params = paramsOf(catalog['activation-view'], { layer: 'three', cell: 47 });
    const { context } = recordingContext({ session });
    const { mask, image: sheet } = await expectValue(
      runs['activation-view'](
        { network: { ...network, hash: 'spot', ir }, image: spot },
        params,
        context,
      ),
    );
    // The channel's picture is the second one on the sheet.
    const [across, down] = [1 / sheet.width, 1 / sheet.height];
    const cell = crop(sheet, { x: 51 * across, y: 0, width: 47 * across, height: 39 * down });
    expect(cell).toMatchObject({ width: 47, height: 39 });
    const onSheet = { ...cell, data: cell.data.filter((_, at) => at % 3 === 0) };
    for (const map of [mask, onSheet]) {
      let [x, y, sum] = [0, 0, 0];
      for (const [at, value] of map.data.entries()) {
        x += value * ((at % 47) + 0.5);
        y += value * (Math.floor(at / 47) + 0.5);
        sum += value;
      }
      expect(x / sum).toBeCloseTo(15.5, 2);
      expect(y / sum).toBeCloseTo(23.5, 2);
    }
  });

  test('a place beyond the last channel is the last one', async () => {
    const last = await expectValue(view({ shown: 4 }));
    expect((await expectValue(view({ shown: 90 }))).mask).toEqual(last.mask);
  });

  test('takes channels by number and refuses one that is not there', async () => {
    const { mask } = await expectValue(view({ channels: [2] }));
    expect((await expectValue(view({ channels: [2], shown: 3 }))).mask).toEqual(mask);
    const all = await expectValue(view({ shown: 1 }));
    const rest = await Promise.all(
      [0, 1, 2, 3].map((left) => expectValue(view({ channels: { not: [left] }, shown: 1 }))),
    );
    // Without its strongest channel the layer has another strongest one.
    const same = rest.filter(({ mask: other }) =>
      other.data.every((v, i) => v === all.mask.data[i]),
    );
    expect(same).toHaveLength(3);
    await expectProblem(view({ channels: [2, 7] }), 'unknown-channel');
    await expectProblem(view({ channels: { not: [7] } }), 'unknown-channel');
  });
});
