import { type ReactNode, useEffect, useRef } from 'react';
import { bmpOf } from '../results/bmp.ts';
import { type DisplayPicture, paint, pictures } from '../results/pictures.ts';
import styles from './Picture.module.css';

export interface NodePixelsProps {
  readonly node: string;
  readonly label: string;
  /** What lies over the picture. */
  readonly children?: ReactNode;
}

/**
 * Shows each new picture of the node as it comes, without a render: whole, in a box that is at most
 * as tall as wide, so that an upright photo does not stretch the node.
 */
export function NodePixels({ node, label, children }: NodePixelsProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const shower = showPixels(place.current, () => pictures.get(node));
    const unsubscribe = pictures.subscribe(node, shower.changed);
    return () => {
      unsubscribe();
      shower.end();
    };
  }, [node]);
  return (
    <div className={styles.box}>
      <div className={styles.fitted}>
        <div ref={place} className={styles.pixels} role="img" aria-label={label} />
        {children}
      </div>
    </div>
  );
}

/** A picture that was not replaced for this time stays a while, in milliseconds. */
const restTime = 400;

/** What takes no time to draw: pixels of a live change, at most. */
const quickPixels = 2 ** 21;

/**
 * Keeps an element filled with the newest picture. Work in progress goes onto a canvas, and so does
 * what takes the place of another picture, since that is quick; once it rests it becomes an image, because the browser makes a layer of its own of every canvas, and with
 * hundreds of them each frame of the whole page would take longer than the node that it shows.
 */
function showPixels(place: HTMLElement, newest: () => DisplayPicture | undefined) {
  let frame = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let showing: DisplayPicture | undefined;
  const show = async () => {
    frame = 0;
    const shown = newest();
    showing = shown;
    if (!shown) return;
    const { width, height } = shown.pixels;
    const quick = place.firstChild !== null && width * height <= quickPixels;
    if (!shown.final || quick) put(canvasIn(place, shown));
    if (quick && shown.final) rest = setTimeout(() => void settle(shown), restTime);
    else if (shown.final) await settle(shown);
  };
  const settle = async (shown: DisplayPicture) => {
    const image = await imageOf(shown);
    if (showing === shown) put(image ?? canvasIn(place, shown));
  };
  const put = (element: HTMLElement) => {
    if (place.firstChild !== element) place.replaceChildren(element);
    place.ariaBusy = null;
  };
  const changed = () => {
    const shown = newest();
    if (!shown || shown === showing) return;
    clearTimeout(rest);
    // Room for it at once, so that the node does not change its size later.
    setRatio(place, shown.width / shown.height);
    place.ariaBusy = 'true';
    if (frame === 0) frame = requestAnimationFrame(() => void show());
  };
  changed();
  return {
    changed,
    end(): void {
      cancelAnimationFrame(frame);
      clearTimeout(rest);
      showing = undefined;
    },
  };
}

/** Small octaves differ from the whole by rounding, which must not move the node's edge to and fro. */
const rounding = 0.03;

/** Gives the box around a picture its shape. @param place what fills it. */
export function setRatio(place: HTMLElement, ratio: number): void {
  const box = place.parentElement?.parentElement;
  const before = Number(box?.style.getPropertyValue('--ratio'));
  if (Math.abs(before / ratio - 1) > rounding) box?.style.setProperty('--ratio', String(ratio));
}

/** Draws on the canvas that is there, or on a new one. */
function canvasIn(place: HTMLElement, shown: DisplayPicture): HTMLCanvasElement {
  const { firstChild } = place;
  const canvas =
    firstChild instanceof HTMLCanvasElement ? firstChild : document.createElement('canvas');
  paint(canvas, shown);
  return canvas;
}

/**
 * Decoded, so that it can be put in place without a moment of nothing.
 * @returns undefined when the browser cannot decode it: a canvas serves as well.
 */
async function imageOf(shown: DisplayPicture): Promise<HTMLImageElement | undefined> {
  const image = new Image();
  // Named by the place that it fills.
  image.alt = '';
  image.draggable = false;
  const url = URL.createObjectURL(bmpOf(pixelsOf(shown)));
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function pixelsOf({ pixels }: DisplayPicture): Pick<ImageData, 'width' | 'height' | 'data'> {
  if (!(pixels instanceof ImageBitmap)) return pixels;
  const { width, height } = pixels;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(pixels, 0, 0);
  return context?.getImageData(0, 0, width, height) ?? new ImageData(width, height);
}
