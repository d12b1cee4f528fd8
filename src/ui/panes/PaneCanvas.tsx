import { useEffect, useRef } from 'react';
import { classNames } from '../kit/class-names.ts';
import { levelsOf } from '../results/levels.ts';
import type { DisplayPicture, PictureSource } from '../results/pictures.ts';
import type { Extent, Viewport } from '../results/viewport.ts';
import styles from './PaneCanvas.module.css';

export interface PaneCanvasProps {
  readonly source: PictureSource;
  readonly viewport: Viewport;
  readonly label: string;
  /** The first picture: its size and its stage are what the viewport counts in. */
  readonly leads?: boolean;
  readonly className?: string | undefined;
  readonly style?: React.CSSProperties | undefined;
}

/** A picture as the viewport has it, drawn without a render, and the cursor of all pictures. */
export function PaneCanvas({ source, viewport, label, leads, className, style }: PaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ring = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const mark = ring.current;
    if (!element || !mark) return;
    let frame = 0;
    let stopLevels: (() => void) | undefined;
    const draw = () => {
      frame = 0;
      const shown = source.get();
      const stage = { width: element.clientWidth, height: element.clientHeight };
      if (leads && shown) viewport.measure(shown, stage);
      paintPane(element, shown, viewport);
      placeRing();
    };
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const placeRing = () => {
      const shown = source.get();
      const { cursor } = viewport;
      mark.hidden = !cursor || !shown;
      if (!cursor || !shown) return;
      const { x, y, zoom } = viewport.place(shown, element.getBoundingClientRect());
      const left = x + cursor.u * shown.width * zoom;
      const top = y + cursor.v * shown.height * zoom;
      mark.style.transform = `translate(${left}px, ${top}px)`;
    };
    const listen = () => {
      stopLevels?.();
      const shown = source.get();
      stopLevels = shown && levelsOf(shown).onReady(schedule);
      schedule();
    };
    listen();
    const size = new ResizeObserver(schedule);
    size.observe(element);
    const ends = [
      viewport.subscribe(schedule),
      viewport.onCursor(placeRing),
      source.subscribe(listen),
    ];
    return () => {
      for (const end of ends) end();
      stopLevels?.();
      size.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [source, viewport, leads]);
  return (
    <div className={classNames(styles.stage, className)} style={style}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      <span ref={ring} className={styles.ring} hidden />
    </div>
  );
}

/** From this zoom on the pixels themselves are to be seen. */
const pixelsFrom = 6;

/** Draws a picture as the viewport has it; the canvas has the pixels of the screen. */
function paintPane(
  canvas: HTMLCanvasElement,
  shown: DisplayPicture | undefined,
  viewport: Viewport,
) {
  const density = window.devicePixelRatio;
  const stage = { width: canvas.clientWidth, height: canvas.clientHeight };
  resize(canvas, Math.round(stage.width * density), Math.round(stage.height * density));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (!shown) return;
  const { x, y, zoom } = viewport.place(shown, stage);
  const scale = zoom * density;
  const bitmap = levelsOf(shown).at((scale * shown.width) / shown.pixels.width);
  if (!bitmap) return;
  context.imageSmoothingEnabled = zoom < pixelsFrom;
  const box = visible(shown, { x: x * density, y: y * density, scale }, canvas);
  if (!box) return;
  const ratio = bitmap.width / shown.width;
  const across = bitmap.height / shown.height;
  context.drawImage(
    bitmap,
    box.left * ratio,
    box.top * across,
    (box.right - box.left) * ratio,
    (box.bottom - box.top) * across,
    x * density + box.left * scale,
    y * density + box.top * scale,
    (box.right - box.left) * scale,
    (box.bottom - box.top) * scale,
  );
}

/** The part of the picture that lies on the canvas, in its pixels and on whole ones. */
function visible(
  { width, height }: Extent,
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
  canvas: Extent,
) {
  const left = Math.max(0, Math.floor(-x / scale));
  const top = Math.max(0, Math.floor(-y / scale));
  const right = Math.min(width, Math.ceil((canvas.width - x) / scale));
  const bottom = Math.min(height, Math.ceil((canvas.height - y) / scale));
  return right > left && bottom > top ? { left, top, right, bottom } : undefined;
}

function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
