import { useEffect, useRef, useSyncExternalStore } from 'react';
import { paint, pictures } from '../run/pictures.ts';
import styles from './Picture.module.css';

/** The size of a node's picture as "512 × 242", or undefined while there is none. */
export function usePictureSize(node: string): string | undefined {
  return useSyncExternalStore(
    (listener) => pictures.subscribe(node, listener),
    () => {
      const shown = pictures.get(node);
      return shown && `${shown.width} × ${shown.height}`;
    },
  );
}

export interface PictureCanvasProps {
  readonly node: string;
  readonly label: string;
}

/** Draws each new picture of the node as it comes, without a render. */
export function PictureCanvas({ node, label }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = 0;
      const shown = pictures.get(node);
      if (shown && canvas.current) paint(canvas.current, shown);
    };
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const unsubscribe = pictures.subscribe(node, schedule);
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [node]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />;
}
