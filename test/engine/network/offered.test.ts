import { describe, expect, test } from 'vitest';
import { embeddedNetworks } from '../../../models/catalog.ts';
import { aboutNetwork } from '../../../src/engine/network/about.ts';
import type { Ir, IrNode } from '../../../src/engine/network/ir.ts';
import { middleLayer, offeredLayers } from '../../../src/engine/network/offered.ts';
import { embedded } from './embedded.ts';
import { chain, conv, join, picture, pool, relu } from './small-ir.ts';

/** Which layers are worth choosing from first. */
describe('of an own network, the ends of its blocks', () => {
  test('of Inception: after its first convolutions, and where branches join', async () => {
    const { ir } = await embedded('inception-v3');
    const mixed = Array.from({ length: 11 }, (_, at) => `mixed${at}`);
    expect(offeredLayers(ir)).toEqual(['activation_3', 'activation_5', ...mixed]);
    expect(middleLayer(ir, offeredLayers(ir))).toBe('mixed3');
  });

  test('of residual blocks: the activation after each sum, or the sum without one', () => {
    const block = (name: string, input: string, stride = 1): readonly IrNode[] => [
      relu(`${name}-a`, `${name}-1`),
      conv(`${name}-2`, `${name}-a`),
      ...(stride > 1 ? [conv(`${name}-short`, input, { side: 1, stride })] : []),
      join('add', `${name}-sum`, [`${name}-2`, stride > 1 ? `${name}-short` : input]),
    ];
    const inner = (name: string, input: string, stride = 1) => [
      conv(`${name}-1`, input, { stride }),
      ...block(name, input, stride),
    ];
    const ir: Ir = [
      ...[picture, conv('stem', 'picture', { side: 7, stride: 2, channels: [3, 8] })],
      ...[relu('stem-relu', 'stem'), pool('stem-pool', 'stem-relu')],
      ...[...inner('one', 'stem-pool'), relu('one', 'one-sum')],
      ...[...inner('two', 'one', 2), relu('two', 'two-sum')],
      // Read by the next sum as well as by the activation.
      ...inner('three', 'two'),
      ...[relu('four-in', 'three-sum'), conv('four-1', 'four-in'), ...block('four', 'three-sum')],
    ];
    expect(offeredLayers(ir)).toEqual(['stem-relu', 'one', 'two', 'three-sum', 'four-sum']);
  });

  test('of a plain chain: its activations', () => {
    expect(offeredLayers(chain(8, 3))).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((at) => `relu${at}`));
  });

  test('of very many, twenty in even steps, with the last before each pool', () => {
    const offered = offeredLayers(chain(60, 12));
    expect(offered).toHaveLength(20);
    expect(offered).toEqual(expect.arrayContaining(['relu12', 'relu24', 'relu36', 'relu48']));
    expect(offered).toContain('relu60');
  });

  test('none that sees all of the picture; weights for channels do not make it so', () => {
    const gate: readonly IrNode[] = [
      { name: 'mean', inputs: ['a'], op: 'global-pool', kind: 'average' },
      join('multiply', 'gated', ['a', 'mean']),
    ];
    const head: readonly IrNode[] = [
      { name: 'end', inputs: ['sum'], op: 'global-pool', kind: 'average' },
      join('concat', 'ends', ['end', 'mean']),
    ];
    const ir: Ir = [
      ...[picture, conv('a', 'picture', { channels: [3, 8] }), ...gate],
      ...[join('add', 'sum', ['gated', 'a']), ...head],
    ];
    expect(offeredLayers(ir)).toEqual(['sum']);
  });

  test('of a network without any, its last layer', () => {
    expect(
      offeredLayers([picture, conv('a', 'picture', { channels: [3, 8] }), conv('b', 'a')]),
    ).toEqual(['b']);
  });
});

test('what is told of a network', async () => {
  const { ir, ...network } = await embedded('inception-v3');
  const about = aboutNetwork({ ...network, ir });
  expect(about.format).toBe('TensorFlow.js layers model');
  expect(about.bytes).toBe(21_996_880);
  expect(about.weights).toBeGreaterThan(21e6);
  expect(about.operations).toContainEqual({ kind: 'convolution', count: 94 });
  expect(about.layers).toHaveLength(310);
  expect(about.wants[0]).toMatchObject({ values: 'zero-to-one', sure: true });
  const known = embeddedNetworks.find(({ name }) => name === 'inception-v3');
  const { offered, defaultLayers } = aboutNetwork({
    ...{ ...network, ir, offered: ['mixed4'], defaultLayers: known?.defaultLayers ?? [] },
  });
  expect([offered, defaultLayers]).toEqual([['mixed4'], ['mixed3', 'mixed4']]);
});
