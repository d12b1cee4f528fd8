import { ok, type Problem } from '../../common/result.ts';
import { type OctaveOptions, type Size, splitOctaves } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { octaveSplit } from './definition.ts';

export const run: NodeRun<typeof octaveSplit> = ({ image }, options, { warn }) => {
  const octaves = splitOctaves(image, options);
  if (!octaves.ok) return octaves;
  const fitting = octaves.value.sizes.length;
  if (fitting < options.count) warn(leftOut(fitting, options, image));
  return ok({ octaves: octaves.value });
};

function leftOut(
  fitting: number,
  { count, smallestSide }: OctaveOptions,
  { width, height }: Size,
): Problem {
  return {
    code: 'octaves-left-out',
    message: `Only ${fitting} of ${count} octaves fit into ${width} x ${height} pixels: a side of the next would be below ${smallestSide} px. For more, use a larger picture, a smaller octave scale or a smaller smallest side.`,
  };
}
