import { expect, test } from 'vitest';
import { ok } from '../../src/common/result.ts';
import { loadClip } from '../../src/nodes/load-clip/definition.ts';
import { placeInPart } from '../../src/nodes/load-clip/place.ts';
import { run } from '../../src/nodes/load-clip/run.ts';
import { paramsOf, recordingContext } from './recording-context.ts';

const places = Array.from({ length: 9 }, (_, place) => place);

test('beyond its end a clip holds, begins again, or runs back and forth', () => {
  const shown = (count: number, end: string) =>
    places.map((place) => placeInPart(place, count, end));
  expect(shown(4, 'hold')).toEqual([0, 1, 2, 3, 3, 3, 3, 3, 3]);
  expect(shown(4, 'loop')).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 0]);
  expect(shown(4, 'mirror')).toEqual([0, 1, 2, 3, 2, 1, 0, 1, 2]);
  for (const end of ['hold', 'loop', 'mirror']) expect(shown(1, end)).toEqual(places.map(() => 0));
});

/** A clip of ten frames, each of one pixel that says its number. */
const clip = {
  info: { frames: 10 },
  read: async (index: number) =>
    ok({ width: 1, height: 1, data: Float32Array.from([index / 10, 0, 0]) }),
};

async function framesShown(params: Parameters<typeof paramsOf<typeof loadClip>>[1]) {
  const file = { from: 'bundled', name: 'ten' } as const;
  const { context } = recordingContext({ clips: new Map([['ten', clip]]) });
  const shown: (number | string)[] = [];
  for (const frame of places) {
    const own = paramsOf(loadClip, { file, fit: 'original', ...params });
    const moved = loadClip.atFrame?.(own, { frame, frames: places.length, fps: 24 });
    const result = await run({}, { ...own, ...moved } as typeof own, context);
    shown.push(
      result.ok ? Math.round((result.value.image.data[0] as number) * 10) : result.problem.code,
    );
  }
  return shown;
}

test('start, stride, length and offset choose the frame', async () => {
  expect(await framesShown({})).toEqual(places);
  expect(await framesShown({ start: 3, stride: 2 })).toEqual([3, 5, 7, 9, 9, 9, 9, 9, 9]);
  expect(await framesShown({ start: 3, stride: 2, end: 'loop' })).toEqual([
    3, 5, 7, 9, 3, 5, 7, 9, 3,
  ]);
  expect(await framesShown({ length: 3, end: 'mirror', offset: 1 })).toEqual([
    1, 2, 1, 0, 1, 2, 1, 0, 1,
  ]);
  expect(await framesShown({ start: 10 })).toEqual(places.map(() => 'no-such-frame'));
});
