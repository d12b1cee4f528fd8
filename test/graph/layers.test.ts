import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import type { ChannelsValue } from '../../src/graph/params/channels.ts';
import type { LayerWeight } from '../../src/graph/params/layers.ts';
import { param } from '../../src/graph/params/param.ts';

const range = { from: 'network', min: -5, max: 5, default: [{ layer: 'a', weight: 1 }] };
const layers = param.layers({ ...range, channels: true });
const plain = param.layers(range);
const channels = param.channels();

function read(text: string, spec = layers): readonly LayerWeight[] {
  const parsed = spec.parse(text);
  if (!parsed.ok) throw new Error(problemText(parsed.problem));
  return parsed.value;
}

describe('channels', () => {
  test.each<[string, ChannelsValue]>([
    ['all', 'all'],
    ['ALL', 'all'],
    ['7, 3 10-12', [3, 7, 10, 11, 12]],
    ['53+172', [53, 172]],
    ['not 3, 7-9', { not: [3, 7, 8, 9] }],
    ['Not 5;5', { not: [5] }],
  ])('%s is read', (text, value) => {
    expect(channels.parse(text)).toEqual({ ok: true, value });
  });

  test.each(['', 'not', 'not all', 'nothing', 'not 3 x', '3, not 4', '70000'])(
    '"%s" is refused with what is taken',
    (text) => {
      expect(channels.parse(text)).toMatchObject({
        ok: false,
        problem: { code: 'param-value', remedy: expect.stringContaining('not 3, 7-9') },
      });
    },
  );

  test('runs of numbers are written short', () => {
    expect(channels.format([1, 2, 4, 5, 6, 9])).toBe('1, 2, 4-6, 9');
    expect(channels.format({ not: [0, 1, 2] })).toBe('not 0-2');
  });

  test('a document holds no list of none, and nothing beside the list', () => {
    for (const value of [[], { not: [] }, { not: [1], also: 2 }, { not: 'all' }, [1.5]]) {
      expect(channels.validate(value)).toMatchObject({ ok: false });
    }
  });
});

describe('layers', () => {
  test.each<[string, readonly LayerWeight[]]>([
    ['mixed3 mixed4:0.5', [entry('mixed3'), { layer: 'mixed4', weight: 0.5 }]],
    ['mixed5[159]', [{ ...entry('mixed5'), channels: [159] }]],
    [
      'mixed5[53+172]:0.5, mixed6[not 3+7-9]',
      [
        { layer: 'mixed5', weight: 0.5, channels: [53, 172] },
        { ...entry('mixed6'), channels: { not: [3, 7, 8, 9] } },
      ],
    ],
    [
      'mixed5[53, 172] mixed6[all]:-1',
      [
        { ...entry('mixed5'), channels: [53, 172] },
        { layer: 'mixed6', weight: -1, channels: 'all' },
      ],
    ],
    ['mixed3:1/0.5/0', [{ ...entry('mixed3'), byOctave: [1, 0.5, 0] }]],
    ['a:b[1]:-0.5*0/2', [{ layer: 'a:b', weight: -0.5, channels: [1], byOctave: [0, 2] }]],
    ['mixed3:1*0.5', [{ ...entry('mixed3'), byOctave: [0.5] }]],
    ['scope/conv:0:1', [entry('scope/conv:0')]],
  ])('%s is read', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  test.each([
    'mixed3:9',
    'mixed3:',
    'mixed3:1/x',
    'mixed3:1*2*3',
    'mixed3:1/11',
    'mixed5[]',
    'mixed5[x]',
    '[3]',
  ])('%s is refused', (text) => {
    expect(layers.parse(text)).toMatchObject({ ok: false, problem: { code: 'param-value' } });
  });

  test('channels are refused where the node has no use for them', () => {
    expect(plain.parse('mixed5[159]')).toMatchObject({
      ok: false,
      problem: { code: 'param-value', remedy: expect.not.stringContaining('channels') },
    });
    expect(read('mixed3:1/0', plain)).toEqual([{ ...entry('mixed3'), byOctave: [1, 0] }]);
  });

  test('what is written is read back', () => {
    const some = fc
      .uniqueArray(fc.nat(999), { minLength: 1, maxLength: 12 })
      .map((numbers) => numbers.sort((a, b) => a - b));
    const weight = fc.integer({ min: -50, max: 50 }).map((tenths) => tenths / 10 + 0);
    const byOctave = fc.array(
      fc.integer({ min: 0, max: 40 }).map((quarters) => quarters / 4),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    const value = fc.record(
      {
        layer: fc.constantFrom('mixed3', 'a:b', 'block_8/add', 'x:1'),
        weight,
        channels: fc.oneof(fc.constant('all' as const), some, fc.record({ not: some })),
        byOctave,
      },
      { requiredKeys: ['layer', 'weight'] },
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (entries) => {
        expect(read(layers.format(entries))).toEqual(entries);
      }),
    );
  });
});

function entry(layer: string): LayerWeight {
  return { layer, weight: 1 };
}
