import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { resize } from '../../../src/engine/picture/resize.ts';
import { fromTensor, maskToTensor, toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { expectClose, randomMask, randomPicture } from '../picture/pictures.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('pictures as tensors', () => {
  it('come back bit for bit, in memory of their own', async () => {
    const photo = randomPicture(5, 3, 1);
    const before = tf.memory().numTensors;
    const tensor = toTensor(photo);
    expect(tensor.shape).toEqual([1, 3, 5, 3]);
    const back = await fromTensor(tensor);
    tensor.dispose();
    expect(back).toEqual(photo);
    expect(back.data.buffer).not.toBe(photo.data.buffer);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('hold masks in one channel', () => {
    const mask = randomMask(5, 3, 1);
    const tensor = maskToTensor(mask);
    expect(tensor.shape).toEqual([1, 3, 5, 1]);
    expect([...tensor.dataSync()]).toEqual([...mask.data]);
    tensor.dispose();
  });

  it('refuse tensors that are no pictures', async () => {
    const tensor = tf.zeros([2, 4, 4, 3]) as tf.Tensor4D;
    await expect(fromTensor(tensor)).rejects.toThrow('[2, 4, 4, 3]');
    tensor.dispose();
  });

  it('are resized as tfjs resizes with half-pixel centres', () => {
    const photo = randomPicture(12, 9, 2);
    const reference = tf.tidy(() =>
      tf.image.resizeBilinear(toTensor(photo), [20, 7], false, true).dataSync(),
    );
    const result = resize(photo, { width: 7, height: 20 }, { antialias: false });
    expectClose(result.data, reference, 1e-6);
  });
});
