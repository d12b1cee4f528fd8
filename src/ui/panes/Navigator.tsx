import { type PointerEvent, useEffect, useRef } from 'react';
import { classNames } from '../kit/class-names.ts';
import type { PictureSource } from '../results/pictures.ts';
import { Thumb } from '../results/Thumb.tsx';
import type { Viewport } from '../results/viewport.ts';
import styles from './Navigator.module.css';

export interface NavigatorProps {
  readonly source: PictureSource;
  readonly viewport: Viewport;
  readonly label: string;
  readonly className?: string | undefined;
  /** Goes away while all of the picture is seen. */
  readonly onlyWhenZoomed?: boolean;
}

/** A small picture with a frame around what is seen of it; pressing it goes there. */
export function Navigator({ source, viewport, label, className, onlyWhenZoomed }: NavigatorProps) {
  const root = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const draw = () => {
      const { left, top, right, bottom } = viewport.seen();
      const whole = right - left > 0.999 && bottom - top > 0.999;
      if (root.current) root.current.hidden = whole && onlyWhenZoomed === true;
      if (!frame.current) return;
      const percent = (share: number) => `${share * 100}%`;
      frame.current.hidden = whole;
      frame.current.style.inset = [top, 1 - right, 1 - bottom, left].map(percent).join(' ');
    };
    draw();
    return viewport.subscribe(draw);
  }, [viewport, onlyWhenZoomed]);
  const go = (event: PointerEvent<HTMLElement>) => {
    const { x, y, width, height } = event.currentTarget.getBoundingClientRect();
    viewport.centre({ u: (event.clientX - x) / width, v: (event.clientY - y) / height });
  };
  const shown = source.get();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the stage does the same with arrow keys
    <div
      ref={root}
      className={classNames(styles.navigator, className)}
      style={shown && { aspectRatio: `${shown.width} / ${shown.height}` }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        event.stopPropagation();
        if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Thumb source={source} label={label} />
      <span ref={frame} className={styles.frame} />
    </div>
  );
}
