import { expect, test } from 'vitest';
import { convert, kindOf, pictureOf } from '../../src/runtime/execute/values.ts';
import { chain, compileTest } from './build.ts';
import { catalog } from './catalog.ts';
import { flat } from './runs.ts';

const mask = { width: 2, height: 1, data: Float32Array.of(0, 1) };

test('the kind of a value is that of the output that gave it', () => {
  const { plan } = compileTest(chain);
  expect(kindOf({ step: 0, output: 'image' }, plan, catalog)).toBe('image');
  expect(() => kindOf({ step: 0, output: 'sound' }, plan, catalog)).toThrow('"sound"');
});

test('an output that repeats an input has the kind of what arrives there', () => {
  const { plan } = compileTest(chain);
  const [photo, ...rest] = plan.steps;
  if (!photo) throw new Error('There is no photo.');
  const source = { step: 0, output: 'image', as: 'mask' } as const;
  const reroute = { ...photo, step: 1, type: 'reroute', inputs: { value: source } };
  const rerouted = { ...plan, steps: [photo, reroute, ...rest] };
  expect(kindOf({ step: 1, output: 'value' }, rerouted, catalog)).toBe('mask');
});

test('pictures and masks can be shown, whatever their length; numbers cannot', () => {
  const photo = flat(0.5);
  expect(pictureOf({ kind: 'image', value: photo })).toBe(photo);
  expect([...(pictureOf({ kind: 'mask', value: mask })?.data ?? [])]).toEqual([0, 0, 0, 1, 1, 1]);
  expect(pictureOf({ kind: 'number', value: 3 })).toBeUndefined();
});

test('a conversion changes value and kind', () => {
  expect(convert({ kind: 'number', value: 2.6 }, 'seed')).toEqual({ kind: 'seed', value: 3 });
  const made = convert({ kind: 'image', value: flat(1, 2) }, 'mask');
  expect(made).toMatchObject({ kind: 'mask', value: { width: 2, height: 2 } });
  expect(convert(made, undefined)).toBe(made);
});
