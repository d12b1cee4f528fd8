import { describe, expect, test } from 'vitest';
import { type Param, param } from '../../src/graph/params/param.ts';
import { isActive, paramValue, valueInWords } from '../../src/graph/params/values.ts';
import { loadImage } from '../../src/nodes/load-image/definition.ts';
import { loadNetwork } from '../../src/nodes/load-network/definition.ts';

const { file } = loadImage.params;

describe('the value that counts', () => {
  test('is the stored one, else the default, also of a Load Image without a file', () => {
    const sample = { from: 'bundled', name: 'stream' } as const;
    expect(paramValue({ file: sample }, 'file', file)).toEqual(sample);
    expect(paramValue({}, 'file', file)).toEqual({ from: 'bundled', name: 'mountains' });
    expect(paramValue({}, 'toString', file)).toBe(file.default);
  });
});

describe('a parameter that others show', () => {
  const params = {
    range: param.numbers({ min: 0, max: 1, step: 0.1, default: [0, 1] }),
    detail: param.boolean({ default: false, showWhen: { param: 'range', is: [[0, 1]] } }),
  };

  test('counts while the deciding value, stored or default, is one of those named', () => {
    expect(isActive({ params }, {}, params.detail)).toBe(true);
    expect(isActive({ params }, { range: [0, 1] }, params.detail)).toBe(true);
    expect(isActive({ params }, { range: [0, 0.5] }, params.detail)).toBe(false);
    expect(isActive({ params }, {}, params.range)).toBe(true);
  });
});

describe('a value in words', () => {
  const layers = param.layers({
    from: 'network',
    min: -1,
    max: 1,
    default: [{ layer: 'a', weight: 1 }],
  });
  const size = param.number({ min: 0, max: 9, step: 1, unit: 'px', default: 1 });
  const fit = param.choice({ limit: 'At most a long side' }, { default: 'limit' });
  test.each<[string, Param | undefined, Parameters<typeof valueInWords>[1]]>([
    ['3 px', size, 3],
    ['at most a long side', fit, 'limit'],
    ['yes', param.boolean({ default: false }), true],
    ['Picos de Europa', file, { from: 'bundled', name: 'mountains' }],
    ['a-model.json', loadNetwork.params.file, { from: 'url', url: 'https://x.org/a-model.json' }],
    [
      'mixed3, mixed4 ×0.5 ×1/0',
      layers,
      [
        { layer: 'mixed3', weight: 1 },
        { layer: 'mixed4', weight: 0.5, byOctave: [1, 0] },
      ],
    ],
    ['2, 4-6', param.channels(), [2, 4, 5, 6]],
    ['0 strokes', param.strokes(), []],
    ['"far"', size, 'far'],
    ['true', undefined, true],
  ])('%s', (words, spec, value) => {
    expect(valueInWords(spec, value)).toBe(words);
  });
});
