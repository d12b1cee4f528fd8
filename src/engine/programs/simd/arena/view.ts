import type { Shape } from '../../../network/windows.ts';

/** A piece of the arena; where it lies is decided last. Told from others by identity. */
export interface Buffer {
  readonly bytes: number;
}

/** An address: so many bytes into a buffer. */
export interface Place {
  readonly buffer: Buffer;
  readonly offset: number;
}

/** A value [height, width, channels] in a buffer, perhaps among the channels of a wider one. */
export interface View {
  readonly shape: Shape;
  readonly place: Place;
  /** Bytes from one pixel to the next; rows follow on one another. */
  readonly pixelStride: number;
}

export function freshView(shape: Shape): View {
  const buffer = { bytes: 4 * shape.height * shape.width * shape.channels };
  return { shape, place: { buffer, offset: 0 }, pixelStride: 4 * shape.channels };
}

/** Channels [begin, begin + channels) of a view. */
export function channelsOf(view: View, begin: number, channels: number): View {
  return { ...view, shape: { ...view.shape, channels }, place: moved(view.place, 4 * begin) };
}

export function moved({ buffer, offset }: Place, bytes: number): Place {
  return { buffer, offset: offset + bytes };
}

export function pixelsOf({ shape }: View): number {
  return shape.height * shape.width;
}

export function rowStrideOf({ shape, pixelStride }: View): number {
  return shape.width * pixelStride;
}

/** Whether the numbers of the value follow on one another. */
export function isContiguous({ shape, pixelStride }: View): boolean {
  return pixelStride === 4 * shape.channels || shape.height * shape.width === 1;
}

/** Whether two views of the same shape are of the same numbers. */
export function isSame({ place, pixelStride }: View, other: View): boolean {
  const { buffer, offset } = other.place;
  return place.buffer === buffer && place.offset === offset && pixelStride === other.pixelStride;
}
