import { fail, ok, type Result } from '../../common/result.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import { cutOut, toSize } from '../_run/pictures.ts';
import type { loadClip } from './definition.ts';
import { placeInPart } from './place.ts';

export const run: NodeRun<typeof loadClip> = async (_inputs, params, { openClip }) => {
  const clip = await openClip(params.file);
  if (!clip.ok) return clip;
  const index = frameOf(params, clip.value.info.frames);
  if (!index.ok) return index;
  const frame = await clip.value.read(index.value);
  if (!frame.ok) return frame;
  const part = cutOut(frame.value, params.crop);
  return part.ok ? ok({ image: toSize(part.value, params) }) : part;
};

/** The frame of the clip that is shown. Problem: `no-such-frame`. */
function frameOf(
  { start, stride, length, end, offset }: NodeParams<typeof loadClip>,
  frames: number,
): Result<number> {
  const left = Math.ceil((frames - start) / stride);
  if (left < 1) {
    return fail({
      code: 'no-such-frame',
      message: `The clip has ${frames} frames, so it cannot start at frame ${start}: they count from 0.`,
      remedy: 'Choose an earlier start.',
      param: 'start',
    });
  }
  const count = length > 0 ? Math.min(length, left) : left;
  return ok(start + stride * placeInPart(offset, count, end));
}
