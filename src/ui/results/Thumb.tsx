import { useEffect, useRef } from 'react';
import { classNames } from '../kit/class-names.ts';
import type { DisplayPicture, PictureSource } from './pictures.ts';
import styles from './Thumb.module.css';

export interface ThumbProps {
  readonly source: PictureSource;
  readonly label: string;
  readonly className?: string | undefined;
}

/** A picture at the size of its place, whole; drawn again when there is another, without a render. */
export function Thumb({ source, label, className }: ThumbProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let wanted = 0;
    let frame = 0;
    const draw = async () => {
      frame = 0;
      wanted += 1;
      const mine = wanted;
      const shown = source.get();
      const bitmap = shown && (await scaled(shown, element));
      if (!bitmap) return;
      if (mine === wanted) put(element, bitmap);
      bitmap.close();
    };
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(() => void draw());
    };
    schedule();
    const unsubscribe = source.subscribe(schedule);
    const size = new ResizeObserver(schedule);
    size.observe(element);
    return () => {
      wanted = -1;
      unsubscribe();
      size.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [source]);
  return (
    <canvas
      ref={canvas}
      className={classNames(styles.thumb, className)}
      role="img"
      aria-label={label}
    />
  );
}

/** The picture as large as it fits, in the pixels of the screen, and never enlarged. */
async function scaled(
  { pixels }: DisplayPicture,
  { clientWidth, clientHeight }: HTMLCanvasElement,
) {
  const density = window.devicePixelRatio;
  const { width, height } = pixels;
  const scale = Math.min(1, (clientWidth * density) / width, (clientHeight * density) / height);
  if (!(scale > 0)) return undefined;
  const image =
    pixels instanceof ImageBitmap
      ? pixels
      : new ImageData(pixels.data, pixels.width, pixels.height);
  return createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'medium',
  });
}

function put(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
}
