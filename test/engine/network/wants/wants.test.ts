import { describe, expect, test } from 'vitest';
import type { InputRange } from '../../../../src/engine/network/input-range.ts';
import type { Ir, IrNode } from '../../../../src/engine/network/ir.ts';
import { inputRanges } from '../../../../src/engine/network/wants/ranges.ts';
import { wantsOf } from '../../../../src/engine/network/wants/wants.ts';
import { constantWeights } from '../../../../src/engine/network/weights.ts';
import { embedded } from '../embedded.ts';
import { affine, conv, join, picture } from '../small-ir.ts';

/** Names that tell nothing. */
function nameless(ir: Ir): Ir {
  const names = new Map(ir.map(({ name }, at) => [name, `n${at}`]));
  const named = (name: string) => names.get(name) ?? name;
  return ir.map((node) => ({ ...node, name: named(node.name), inputs: node.inputs.map(named) }));
}

describe('what a network wants is found', () => {
  test('by the moments of its batch normalisation, even against its name', async () => {
    const { ir } = await embedded('inception-v3');
    // Keras' Inception V3 wants -1 to 1; this one was taught on with 0 to 1.
    const [first, second] = wantsOf({ ir });
    expect(first).toMatchObject({ values: 'zero-to-one', order: 'rgb', sure: false });
    expect(first.reason).toContain('batch normalisation stored');
    expect(second).toMatchObject({ values: 'minus-one-to-one' });
    expect(wantsOf({ ir: nameless(ir), usual: 'imagenet' })[0].values).toBe('zero-to-one');
  });

  test.each(Object.entries(inputRanges))(
    'by the moments of a network trained on %s',
    async (name, range) => {
      const { ir } = await embedded('inception-v3');
      // The same network, had it been trained on pictures in another range.
      const [input, ...rest] = nameless(ir) as [IrNode, ...IrNode[]];
      const taught = movedTo([input, ...rest], range);
      const [found] = wantsOf({ ir: taught });
      const same = { imagenet: ['imagenet', 'clip'], clip: ['imagenet', 'clip'] }[name] ?? [name];
      // Mean and deviation of ImageNet and of CLIP differ by less than the photographs of two sets.
      expect(same).toContain(found.values);
    },
  );

  test('by what its first layers do with colours', async () => {
    const { ir } = await embedded('nanodet');
    const [first] = wantsOf({ ir: nameless(ir) });
    expect(first).toMatchObject({ values: 'zero-to-one', sure: true });
    expect(first.reason).toContain('turn values from 0 to 1 into values minus the mean');
  });

  const rescaled: readonly (readonly [string, Ir, string])[] = [
    ['x / 127.5 - 1', [scaled([1, 1, 1], 1 / 127.5, -1)], 'zero-to-255'],
    ['x / 255', [scaled([1, 1, 1], 1 / 255, 0)], 'zero-to-255'],
    ['2 x - 1', [scaled([1, 1, 1], 2, -1)], 'zero-to-one'],
    [
      'the deviation of ImageNet halved, channel by channel, as torchvision has it',
      [
        ...[0, 1, 2].flatMap((at) => colour(at)),
        join('concat', 'prepared', ['colour0', 'colour1', 'colour2']),
      ],
      'imagenet',
    ],
  ];
  test.each(rescaled)('by a first layer that computes %s', (_, prepare, values) => {
    const ir = [picture, ...prepare, conv('conv', 'prepared', { channels: [3, 8] })];
    expect(wantsOf({ ir })[0]).toMatchObject({ values, sure: true });
  });

  test.each([
    ['block5_conv3', 'caffe', 'bgr'],
    ['conv2_block1_1_conv', 'caffe', 'bgr'],
    ['block_1_expand', 'minus-one-to-one', 'rgb'],
    ['StatefulPartitionedCall/mobilenetv2_1.00_224/Conv1/bn_Conv1', 'minus-one-to-one', 'rgb'],
    ['conv1/7x7_s2', 'caffe', 'bgr'],
    ['/layer1/layer1.0/conv1/Conv', 'imagenet', 'rgb'],
    ['/features/features.0/Conv', 'imagenet', 'rgb'],
    ['resnetv17_conv0_fwd', 'imagenet', 'rgb'],
    ['visual.attnpool', 'clip', 'rgb'],
    ['mixed3a_1x1_pre_relu', 'custom', 'rgb'],
  ])('by the name %s', (name, values, order) => {
    const ir = [picture, conv('conv', 'picture', { channels: [3, 8] }), conv(name, 'conv')];
    expect(wantsOf({ ir })[0]).toMatchObject({ values, order, sure: false });
  });

  test('by how large its first filters are, with what is usual for its format', () => {
    const small = (factor: number) => {
      const filter = constantWeights(
        [3, 3, 3, 8],
        Float32Array.from({ length: 216 }, (_, at) => factor * Math.sin(at * 12.9898)),
      );
      return [picture, { ...conv('a', 'picture', { channels: [3, 8] }), filter }] as Ir;
    };
    expect(wantsOf({ ir: small(0.001) })[0].values).toBe('zero-to-255');
    expect(wantsOf({ ir: small(0.3) })[0].values).toBe('zero-to-one');
    expect(wantsOf({ ir: small(0.3), usual: 'imagenet' })[0].values).toBe('imagenet');
  });

  test('by what its files say, before all else; the common ones follow as a choice', async () => {
    const { ir } = await embedded('inception-v3');
    const wants = wantsOf({ ir, wants: { scale: 2, offset: -1 } });
    expect(wants[0]).toMatchObject({ values: 'minus-one-to-one', sure: true });
    expect(wants.map(({ values }) => values).slice(1)).toEqual([
      'imagenet',
      'zero-to-one',
      'zero-to-255',
      'caffe',
    ]);
  });
});

function scaled(like: readonly number[], scale: number, offset: number): IrNode {
  return affine(
    'prepared',
    'picture',
    like.map(() => scale),
    like.map(() => offset),
  );
}

/** x · (deviation / 0.5) + (mean - 0.5) / 0.5 of one colour. */
function colour(at: number): readonly IrNode[] {
  const mean = [0.485, 0.456, 0.406][at] as number;
  const deviation = [0.229, 0.224, 0.225][at] as number;
  return [
    { name: `slice${at}`, inputs: ['picture'], op: 'slice', begin: at, size: 1 },
    affine(`colour${at}`, `slice${at}`, [deviation / 0.5], [(mean - 0.5) / 0.5]),
  ];
}

/** A network whose first filters answer to this range as the given one's to pictures in [0, 1]. */
function movedTo(ir: Ir, range: InputRange): Ir {
  const each = (value: InputRange['scale'], at: number) =>
    typeof value === 'number' ? value : (value[at] as number);
  return ir.map((node, at) => {
    if (node.op !== 'conv' || at !== 1) return moments(node, at, ir, range);
    const filter = node.filter.load().slice();
    const outputs = node.filter.shape[3] as number;
    const moved = filter.map((value, place) => {
      const channel = Math.floor(place / outputs) % 3;
      const colourAt = range.order === 'bgr' ? 2 - channel : channel;
      // Of another order: the weights of its colour.
      const from = place + (colourAt - channel) * outputs;
      return (filter[from] as number) / each(range.scale, colourAt) + 0 * value;
    });
    return { ...node, filter: constantWeights(node.filter.shape, moved) };
  });

  /** The means stored change by what the offsets add. */
  function moments(node: IrNode, at: number, all: Ir, { scale, offset }: InputRange): IrNode {
    if (at !== 2 || node.op !== 'affine' || !node.moments) return node;
    const first = all[1];
    if (first?.op !== 'conv') return node;
    const filter = first.filter.load();
    const outputs = first.filter.shape[3] as number;
    const mean = node.moments.mean.load().map((value, output) => {
      let added = 0;
      for (let place = output; place < filter.length; place += outputs) {
        const colourAt = Math.floor(place / outputs) % 3;
        added += ((filter[place] as number) / each(scale, colourAt)) * each(offset, colourAt);
      }
      return value + added;
    });
    return { ...node, moments: { ...node.moments, mean: constantWeights([outputs], mean) } };
  }
}
