import { useEffect, useRef } from 'react';
import { classNames } from '../kit/class-names.ts';
import { levelsOf } from '../results/levels.ts';
import type { PictureSource } from '../results/pictures.ts';
import styles from './PaneCanvas.module.css';
import { paintPane } from './paint-pane.ts';
import type { Viewport } from './viewport.ts';

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
    let heard: (() => void) | undefined;
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
      heard?.();
      const shown = source.get();
      heard = shown && levelsOf(shown).onReady(schedule);
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
      heard?.();
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
