import { beforeAll, expect, test } from 'vitest';
import type { MovingClip } from '../../scripts/motion/moving-clip.ts';
import { sampleClip } from '../../scripts/motion/sample-clip.ts';
import { type Picture, resizePhoto } from '../../src/engine/index.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';
import { useFlowKernels } from '../engine/motion/flow-kernels.ts';
import { expectValue, paramsOf, recordingContext } from './recording-context.ts';

const { context } = recordingContext();
let clip: MovingClip;
beforeAll(async () => {
  useFlowKernels();
  clip = await sampleClip({ width: 160, height: 96 });
});

const flow = (from: Picture, to: Picture) =>
  expectValue(runs['optical-flow']({ from, to }, paramsOf(catalog['optical-flow']), context));

test('Optical Flow and Warp bring the frame before to where this frame is', async () => {
  const [before, now] = [clip.frame(20), clip.frame(21)];
  const { motion } = await flow(before, now);
  const { image, mask } = await expectValue(
    runs.warp({ image: before, motion }, paramsOf(catalog.warp), context),
  );
  const error = ({ data }: Picture) =>
    data.reduce((sum, value, at) => {
      const share = mask.data[Math.floor(at / 3)] as number;
      return sum + share * Math.abs(value - (now.data[at] as number));
    }, 0);
  expect(error(image)).toBeLessThan(0.25 * error(before));
  const known = mask.data.reduce((sum, value) => sum + value) / mask.data.length;
  expect(known).toBeGreaterThan(0.85);
  expect(known).toBeLessThan(0.995);
});

test('Optical Flow stretches the frame before to this one', async () => {
  const now = clip.frame(21);
  const small = resizePhoto(clip.frame(20), { width: 120, height: 72 }, 'lanczos');
  const { motion } = await flow(small, now);
  expect([motion.width, motion.height]).toEqual([160, 96]);
});
