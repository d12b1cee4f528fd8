import { useEffect, useRef } from 'react';
import { classNames } from '../kit/class-names.ts';
import { levelsOf } from '../results/levels.ts';
import type { DisplayPicture, PictureSource } from '../results/pictures.ts';
import type { Viewport } from '../results/viewport.ts';
import styles from './PaneCanvas.module.css';
import { createPanePainter } from './pane-painter.ts';

export interface PaneCanvasProps {
  readonly source: PictureSource;
  readonly viewport: Viewport;
  readonly label: string;
  /** The first picture: its size and its stage are what the viewport counts in. */
  readonly leads?: boolean;
  /** A finished picture fades in over what was there; work in progress is there at once. */
  readonly fades?: boolean;
  readonly className?: string | undefined;
  readonly style?: React.CSSProperties | undefined;
}

/** A picture as the viewport has it, drawn without a render, and the cursor of all pictures. */
export function PaneCanvas(props: PaneCanvasProps) {
  const { source, viewport, label, leads = false, fades = false, className, style } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const ring = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const mark = ring.current;
    return element && mark
      ? showPane(element, mark, { source, viewport, leads, fades })
      : undefined;
  }, [source, viewport, leads, fades]);
  return (
    <div className={classNames(styles.stage, className)} style={style}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      <span ref={ring} className={styles.ring} hidden />
    </div>
  );
}

type Shown = Required<Pick<PaneCanvasProps, 'source' | 'viewport' | 'leads' | 'fades'>>;

/** Draws whenever the picture, the view or the size changes. @returns ends it. */
function showPane(element: HTMLCanvasElement, mark: HTMLElement, shown: Shown): () => void {
  const { source, viewport, leads, fades } = shown;
  const painter = createPanePainter(element, viewport);
  let frame = 0;
  let stopLevels: (() => void) | undefined;
  const draw = () => {
    frame = 0;
    const picture = source.get();
    const stage = { width: element.clientWidth, height: element.clientHeight };
    if (leads && picture) viewport.measure(picture, stage);
    if (painter.paint(picture)) schedule();
    placeRing(mark, picture, viewport, element);
  };
  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const listen = () => {
    stopLevels?.();
    const picture = source.get();
    stopLevels = picture?.final ? levelsOf(picture).onReady(schedule) : undefined;
    schedule();
  };
  const changed = () => {
    if (fades && source.get()?.final) painter.fade();
    listen();
  };
  listen();
  const size = new ResizeObserver(schedule);
  size.observe(element);
  const ends = [
    viewport.subscribe(() => {
      painter.settle();
      schedule();
    }),
    viewport.onCursor(() => placeRing(mark, source.get(), viewport, element)),
    source.subscribe(changed),
  ];
  return () => {
    for (const end of ends) end();
    stopLevels?.();
    size.disconnect();
    cancelAnimationFrame(frame);
  };
}

function placeRing(
  mark: HTMLElement,
  shown: DisplayPicture | undefined,
  viewport: Viewport,
  element: HTMLElement,
): void {
  const { cursor } = viewport;
  mark.hidden = !cursor || !shown;
  if (!cursor || !shown) return;
  const { x, y, zoom } = viewport.place(shown, element.getBoundingClientRect());
  const left = x + cursor.u * shown.width * zoom;
  const top = y + cursor.v * shown.height * zoom;
  mark.style.transform = `translate(${left}px, ${top}px)`;
}
