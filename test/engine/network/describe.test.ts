import { expect, test } from 'vitest';
import { describeLayers } from '../../../src/engine/network/describe.ts';
import { embedded } from './embedded.ts';

/** What the layer picker shows. Receptive fields as published for Inception V3 (engine.md, 4). */
test('Inception V3 is described for people', async () => {
  const layers = describeLayers(await embedded('inception-v3'), { width: 512, height: 384 });
  const find = (name: string) => layers.find((layer) => layer.name === name);
  expect(find('conv2d_1')).toMatchObject({
    kind: 'convolution 3x3',
    channels: 32,
    stride: [2, 2],
    receptiveField: [3, 3],
    size: { width: 255, height: 191 },
  });
  expect(find('mixed3')).toMatchObject({
    kind: 'concatenation',
    channels: 768,
    stride: [16, 16],
    receptiveField: [159, 159],
    size: { width: 30, height: 22 },
  });
  expect(find('mixed5')).toMatchObject({ channels: 768, receptiveField: [543, 543] });
});

test('layers that have no output at a small size keep their other facts', async () => {
  const layers = describeLayers(await embedded('inception-v3'), { width: 64, height: 64 });
  const find = (name: string) => layers.find((layer) => layer.name === name);
  expect(find('mixed2')?.size).toEqual({ width: 5, height: 5 });
  expect(find('mixed10')).toMatchObject({ channels: 2048, size: null });
});

test('SSD MobileNetV2 is described too', async () => {
  const layers = describeLayers(await embedded('ssd'), { width: 224, height: 224 });
  expect(layers.find(({ name }) => name === 'block_12_add')).toMatchObject({
    kind: 'sum',
    size: { width: 14, height: 14 },
  });
});
