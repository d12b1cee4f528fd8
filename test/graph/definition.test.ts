import { describe, expect, expectTypeOf, test } from 'vitest';
import { ok } from '../../src/common/result.ts';
import { type Catalog, defineNode, inputPorts } from '../../src/graph/definition/definition.ts';
import { port } from '../../src/graph/definition/port.ts';
import type { Run } from '../../src/graph/definition/run.ts';
import { param } from '../../src/graph/params/param.ts';

interface Values {
  image: { pixels: number };
  octaves: { levels: number };
  objective: { terms: number };
  network: { layers: number };
  mask: { mask: number };
  motion: { moves: number };
  number: number;
  seed: number;
}

const blend = defineNode({
  type: 'blend',
  version: 1,
  title: 'Blend',
  category: 'picture',
  summary: 'Lays one picture over others.',
  inputs: {
    base: port.either(['image', 'octaves']),
    over: port.image({ many: true }),
    mask: port.mask({ optional: true, label: 'Where' }),
  },
  params: {
    mode: param.choice({ normal: 'Normal', multiply: 'Multiply' }, { default: 'normal' }),
    amount: param.number({
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.5,
      socket: true,
      label: 'Amount',
    }),
    gains: param.numbers({ min: 0, max: 2, step: 0.1, default: [1] }),
    channels: param.channels(),
    seed: param.seed({ default: 'random' }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'base' },
  preview: 'image',
});

describe('defineNode', () => {
  test('gives run functions exactly typed inputs, parameters and outputs', async () => {
    const run: Run<typeof blend, Values, { log: string[] }> = (inputs, params, context) => {
      expectTypeOf(inputs.base).toEqualTypeOf<
        | { readonly kind: 'image'; readonly value: { pixels: number } }
        | { readonly kind: 'octaves'; readonly value: { levels: number } }
      >();
      expectTypeOf(inputs.over).toEqualTypeOf<readonly { pixels: number }[]>();
      expectTypeOf(inputs.mask).toEqualTypeOf<{ mask: number } | undefined>();
      expectTypeOf(params.mode).toEqualTypeOf<'normal' | 'multiply'>();
      expectTypeOf(params.amount).toEqualTypeOf<number>();
      expectTypeOf(params.gains).toEqualTypeOf<readonly number[]>();
      expectTypeOf(params.channels).toEqualTypeOf<
        'all' | readonly number[] | { readonly not: readonly number[] }
      >();
      expectTypeOf(params.seed).toEqualTypeOf<number>();
      context.log.push(params.mode);
      return ok({ image: { pixels: inputs.over.length } });
    };
    const params = { mode: 'normal', amount: 1, gains: [1], channels: 'all', seed: 3 } as const;
    const result = await run(
      { base: { kind: 'image', value: { pixels: 1 } }, over: [], mask: undefined },
      params,
      { log: [] },
    );
    expect(result).toEqual({ ok: true, value: { image: { pixels: 0 } } });
  });

  test('fits into a catalog', () => {
    const catalog = { blend } satisfies Catalog;
    expect(catalog.blend.type).toBe('blend');
    expectTypeOf(blend.type).toEqualTypeOf<'blend'>();
  });

  test('offers a socket for each parameter that may be driven', () => {
    const ports = inputPorts(blend);
    expect(Object.keys(ports)).toEqual(['base', 'over', 'mask', 'amount', 'seed']);
    expect(ports.amount).toEqual({
      kinds: ['number'],
      optional: true,
      many: false,
      label: 'Amount',
    });
    expect(ports.seed?.kinds).toEqual(['seed']);
  });
});

describe('a definition with a mistake throws', () => {
  const sound = {
    type: 'x',
    version: 1,
    title: 'X',
    category: 'picture',
    summary: 'Nothing.',
    inputs: { image: port.image() },
    params: {},
    outputs: { image: port.image() },
  } as const;
  const amount = param.number({ min: 0, max: 1, step: 0.1, default: 0.5 });

  test.each([
    ['version without upgrade', { version: 2 }],
    ['one key twice', { params: { image: amount } }],
    [
      'default out of range',
      { params: { amount: { ...amount, default: 3, validate: amount.validate } } },
    ],
    [
      'shown by nothing',
      { params: { amount: { ...amount, showWhen: { param: 'mode', is: ['a'] } } } },
    ],
    ['layers of nothing', { params: { layer: param.layer({ from: 'net', default: 'a' }) } }],
    ['an upgrade that adds nothing known', { version: 2, upgrades: [{ adds: { amount: 1 } }] }],
    ['same as nothing', { outputs: { image: port.same('nowhere') } }],
    [
      'passthrough of another kind',
      { inputs: { image: port.mask() }, passthrough: { image: 'image' } },
    ],
  ])('%s', (_name, mistake) => {
    expect(() => defineNode(sound)).not.toThrow();
    expect(() => defineNode({ ...sound, ...mistake } as never)).toThrow(/^Definition of x: /);
  });
});
