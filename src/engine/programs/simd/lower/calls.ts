import type { Shape } from '../../../network/windows.ts';
import type { Call } from '../arena/call.ts';
import { type Place, pixelsOf, rowStrideOf, type View } from '../arena/view.ts';

/** Where pixels lie: the first, and the bytes from each to the next along row and column. */
export interface Grid {
  /** In the arena, or an address of weights. */
  readonly place: Place | number;
  readonly pixelStride: number;
  readonly rowStride: number;
}

export function gridOf(view: View): Grid {
  return { place: view.place, pixelStride: view.pixelStride, rowStride: rowStrideOf(view) };
}

/** One pixel, standing for as many as are read. */
export function broadcast(view: View): Grid {
  return { place: view.place, pixelStride: 0, rowStride: 0 };
}

/** Whether a kernel adds to what is there or overwrites it. */
export interface Sink {
  readonly view: View;
  readonly accumulate: boolean;
}

export function fillCall(view: View, value = 0): Call {
  const { height, width, channels } = view.shape;
  return {
    kernel: 'fill',
    args: [view.place, view.pixelStride, rowStrideOf(view), width, channels, value],
    units: height,
  };
}

export function copyCall(
  from: Grid,
  to: Grid,
  { height, width, channels }: Shape,
  { accumulate, factor = 1 }: { readonly accumulate: boolean; readonly factor?: number },
): Call {
  return {
    kernel: 'copy',
    args: [
      ...[from.place, from.pixelStride, from.rowStride, to.place, to.pixelStride, to.rowStride],
      ...[width, channels, factor, Number(accumulate)],
    ],
    units: height,
  };
}

/** Both views have the same shape. */
export function copyViewCall(from: View, { view, accumulate }: Sink): Call {
  return copyCall(gridOf(from), gridOf(view), view.shape, { accumulate });
}

/** The sum over all pixels, times a factor, in one pixel. */
export function sumPixelsCall(from: View, { view, accumulate }: Sink, factor: number): Call {
  const { channels } = from.shape;
  return {
    kernel: 'sumPixels',
    args: [
      from.place,
      from.pixelStride,
      pixelsOf(from),
      channels,
      view.place,
      factor,
      Number(accumulate),
    ],
    units: Math.ceil(channels / 4),
  };
}

/** One channel in every channel, times a factor. */
export function spreadChannelCall(x: View, { view, accumulate }: Sink, factor: number): Call {
  return {
    kernel: 'spreadChannel',
    args: [
      ...[x.place, x.pixelStride, view.place, view.pixelStride, view.shape.channels],
      ...[factor, Number(accumulate)],
    ],
    units: pixelsOf(view),
  };
}

/** The sum over all channels, times a factor, in one channel. */
export function sumChannelsCall(x: View, { view, accumulate }: Sink, factor: number): Call {
  return {
    kernel: 'sumChannels',
    args: [
      ...[x.place, x.pixelStride, x.shape.channels, view.place, view.pixelStride],
      ...[factor, Number(accumulate)],
    ],
    units: pixelsOf(view),
  };
}

/** Where a view lies, and the bytes from pixel to pixel: none where one is spread over the picture. */
export function stepped(view: View): readonly [Place, number] {
  return [view.place, pixelsOf(view) === 1 ? 0 : view.pixelStride];
}

/** Number by number; a factor of one pixel is broadcast over the picture. */
export function multiplyCall(a: View, b: View, { view, accumulate }: Sink): Call {
  return {
    kernel: 'multiply',
    args: [
      ...[...stepped(a), ...stepped(b), view.place, view.pixelStride],
      ...[view.shape.channels, Number(accumulate)],
    ],
    units: pixelsOf(view),
  };
}
