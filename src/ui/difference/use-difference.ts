import { type Remote, wrap } from 'comlink';
import { useEffect, useState } from 'react';
import type { DisplayPicture, PictureSource } from '../results/pictures.ts';
import type { Difference, Rgba } from './difference.ts';
import type { DifferenceApi } from './difference-worker.ts';
import { rampStops } from './ramp.ts';

export interface ShownDifference {
  readonly difference: Omit<Difference, 'map'>;
  /** Its map in the colours of the ramp. */
  readonly source: PictureSource;
  /** B had another size and was brought to that of A. */
  readonly resized: boolean;
}

let worker: Remote<DifferenceApi> | undefined;

function remote(): Remote<DifferenceApi> {
  worker ??= wrap<DifferenceApi>(
    new Worker(new URL('./difference-worker.ts', import.meta.url), { type: 'module' }),
  );
  return worker;
}

/** How two pictures differ, found again whenever one of them changes; undefined until it is known. */
export function useDifference(
  a: PictureSource | undefined,
  b: PictureSource | undefined,
): ShownDifference | undefined {
  const [found, setFound] = useState<ShownDifference>();
  useEffect(() => {
    setFound(undefined);
    if (!a || !b) return;
    let [busy, again, over] = [false, false, false];
    const compare = async () => {
      // Live pictures come faster than they can be compared: only the last one counts.
      again = busy;
      if (busy) return;
      const [first, second] = [a.get(), b.get()];
      if (!first || !second) return;
      busy = true;
      const next = await differenceBetween(first, second);
      busy = false;
      if (over) return;
      setFound(next);
      if (again) void compare();
    };
    void compare();
    const ends = [a.subscribe(() => void compare()), b.subscribe(() => void compare())];
    return () => {
      over = true;
      for (const end of ends) end();
    };
  }, [a, b]);
  return found;
}

async function differenceBetween(a: DisplayPicture, b: DisplayPicture): Promise<ShownDifference> {
  const first = bytesOf(a, a.pixels);
  const { difference, picture } = await remote().compare(first, bytesOf(b, first), rampStops());
  const shown = { ...picture, pixels: picture, final: true };
  return {
    difference,
    source: { get: () => shown, subscribe: () => () => {} },
    resized: b.pixels.width !== first.width || b.pixels.height !== first.height,
  };
}

/** The picture's bytes at the wanted size. */
function bytesOf(
  { pixels }: DisplayPicture,
  { width, height }: { width: number; height: number },
): Rgba {
  if (!('close' in pixels) && pixels.width === width && pixels.height === height) return pixels;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return { width, height, data: new Uint8ClampedArray(width * height * 4) };
  context.imageSmoothingQuality = 'high';
  if ('close' in pixels) context.drawImage(pixels, 0, 0, width, height);
  else {
    const own = new OffscreenCanvas(pixels.width, pixels.height);
    own
      .getContext('2d')
      ?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
    context.drawImage(own, 0, 0, width, height);
  }
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: data as Uint8ClampedArray<ArrayBuffer> };
}
