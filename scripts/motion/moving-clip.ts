import type { Mask, Picture, Size } from '../../src/engine/picture/picture.ts';
import { resizePhoto } from '../../src/engine/picture/resize.ts';
import { type Place, sampleCubic } from './sample-cubic.ts';

/**
 * A clip whose motion is known exactly: a camera that pans, zooms and turns over a photograph, and a
 * shape cut from another one that moves over it and turns. Sizes and speeds are in shares of the
 * frame's width, so that a small clip shows the same; at 640 px what is seen moves by up to about
 * 9 px a frame. Frames repeat for no whole number of frames below a thousand.
 */
export interface MovingClip extends Size {
  /** @param at from 0, any whole number. */
  readonly frame: (at: number) => Picture;
  /** How what is seen at each pixel of frame `at` has moved since the frame before. */
  readonly motion: (at: number) => TrueMotion;
}

export interface TrueMotion extends Size {
  /** (dx, dy) for each pixel: what is at (x, y) was at (x - dx, y - dy) in the frame before. */
  readonly data: Float32Array;
  /** 1 where that place was in the frame before and nothing covered it, otherwise 0. */
  readonly seen: Mask;
}

export interface ClipPhotos {
  readonly ground: Picture;
  /** Of which the shape is cut. */
  readonly shape: Picture;
}

/** World and frame are this much apart: the photo is so many frames wide. */
const photoWidth = 1.75;
/** Half axes of the shape, an ellipse, in widths of the frame. */
const shapeAcross = 0.13;
const shapeDown = 0.1;
/** Samples along each axis of a pixel on the shape's border. */
const samples = 4;

export function movingClip({ ground, shape }: ClipPhotos, { width, height }: Size): MovingClip {
  const world = atWidth(ground, Math.round(width * photoWidth));
  const texture = atWidth(shape, Math.round(width * 0.6));
  const middle = { x: (width - 1) / 2, y: (height - 1) / 2 };
  const size = { width, height };
  return {
    ...size,
    frame: (at) => {
      const [camera, card] = [cameraAt(at, size, world), cardAt(at, size, texture)];
      const data = new Float32Array(width * height * 3);
      eachPixel(size, (place, pixel) => {
        const share = coverage(card, place, width);
        if (share < 1) sampleCubic(world, toWorld(camera, middle, place), data, pixel * 3);
        if (share > 0) lay(texture, toTexture(card, place), share, data, pixel * 3);
      });
      return { ...size, data };
    },
    motion: (at) => trueMotion(size, middle, [at - 1, at], world, texture),
  };
}

function trueMotion(
  size: Size,
  middle: Place,
  [before, now]: readonly [number, number],
  world: Size,
  texture: Size,
): TrueMotion {
  const { width, height } = size;
  const cameras = [cameraAt(before, size, world), cameraAt(now, size, world)] as const;
  const cards = [cardAt(before, size, texture), cardAt(now, size, texture)] as const;
  const data = new Float32Array(width * height * 2);
  const seen = new Float32Array(width * height);
  eachPixel(size, (place, pixel) => {
    const onCard = isInside(cards[1], place, width);
    const from = onCard
      ? fromTexture(cards[0], toTexture(cards[1], place))
      : fromWorld(cameras[0], middle, toWorld(cameras[1], middle, place));
    data[2 * pixel] = place.x - from.x;
    data[2 * pixel + 1] = place.y - from.y;
    const isIn = from.x >= 0 && from.y >= 0 && from.x <= width - 1 && from.y <= height - 1;
    seen[pixel] = isIn && isInside(cards[0], from, width) === onCard ? 1 : 0;
  });
  return { ...size, data, seen: { ...size, data: seen } };
}

/** Where a plane lies: `at` of it stands at `pivot`, turned by `angle`, at `scale`. */
interface Pose {
  readonly at: Place;
  /** Pixels of the plane for each pixel of the frame. */
  readonly scale: number;
  /** In radians. */
  readonly angle: number;
}

interface Card extends Pose {
  /** Its middle in the frame. */
  readonly middle: Place;
}

/** A wave over time; periods are prime, so that all of them never meet again. */
function wave(at: number, period: number, start = 0): number {
  return Math.sin((2 * Math.PI * at) / period + start);
}

function cameraAt(at: number, { width }: Size, world: Size): Pose {
  return {
    at: {
      x: world.width / 2 + 0.17 * width * wave(at, 131),
      y: world.height / 2 + 0.06 * width * wave(at, 97, 1),
    },
    scale: 1 - 0.1 * wave(at, 83),
    angle: 0.07 * wave(at, 89),
  };
}

function cardAt(at: number, { width, height }: Size, texture: Size): Card {
  return {
    middle: {
      x: width / 2 + 0.25 * width * wave(at, 167, 2.5),
      y: height / 2 + 0.17 * width * wave(at, 127),
    },
    at: { x: texture.width / 2, y: texture.height / 2 },
    scale: 1,
    angle: 0.5 * wave(at, 113),
  };
}

function toWorld(camera: Pose, middle: Place, { x, y }: Place): Place {
  return toPlane(camera, x - middle.x, y - middle.y);
}

function fromWorld(camera: Pose, middle: Place, place: Place): Place {
  return fromPlane(camera, middle, place);
}

function toTexture(card: Card, { x, y }: Place): Place {
  return toPlane(card, x - card.middle.x, y - card.middle.y);
}

function fromTexture(card: Card, place: Place): Place {
  return fromPlane(card, card.middle, place);
}

function toPlane({ at, scale, angle }: Pose, dx: number, dy: number): Place {
  const [cosine, sine] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  return { x: at.x + cosine * dx + sine * dy, y: at.y + cosine * dy - sine * dx };
}

function fromPlane({ at, scale, angle }: Pose, middle: Place, { x, y }: Place): Place {
  const [cosine, sine] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const [dx, dy] = [x - at.x, y - at.y];
  return { x: middle.x + cosine * dx - sine * dy, y: middle.y + sine * dx + cosine * dy };
}

function isInside(card: Card, place: Place, width: number): boolean {
  const { x, y } = toTexture(card, place);
  const across = (x - card.at.x) / (shapeAcross * width);
  const down = (y - card.at.y) / (shapeDown * width);
  return across * across + down * down <= 1;
}

/** The share of a pixel that the shape covers. */
function coverage(card: Card, { x, y }: Place, width: number): number {
  const corners = [-0.5, 0.5].flatMap((dx) => [-0.5, 0.5].map((dy) => ({ x: x + dx, y: y + dy })));
  const inside = corners.filter((corner) => isInside(card, corner, width)).length;
  if (inside === 0 || inside === 4) return inside / 4;
  let count = 0;
  for (let i = 0; i < samples * samples; i++) {
    const dx = ((i % samples) + 0.5) / samples - 0.5;
    const dy = (Math.floor(i / samples) + 0.5) / samples - 0.5;
    if (isInside(card, { x: x + dx, y: y + dy }, width)) count++;
  }
  return count / (samples * samples);
}

const colour = new Float32Array(3);

function lay(
  texture: Picture,
  place: Place,
  share: number,
  data: Float32Array,
  pixel: number,
): void {
  sampleCubic(texture, place, colour, 0);
  for (let c = 0; c < 3; c++) {
    const below = data[pixel + c] as number;
    data[pixel + c] = below + share * ((colour[c] as number) - below);
  }
}

function eachPixel({ width, height }: Size, visit: (place: Place, pixel: number) => void): void {
  for (let pixel = 0; pixel < width * height; pixel++) {
    visit({ x: pixel % width, y: Math.floor(pixel / width) }, pixel);
  }
}

function atWidth(photo: Picture, width: number): Picture {
  const height = Math.round((width * photo.height) / photo.width);
  return resizePhoto(photo, { width, height }, 'lanczos');
}
