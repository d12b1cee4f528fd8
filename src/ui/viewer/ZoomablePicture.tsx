import { Maximize, Minus, Plus } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import { type PictureSource, paint } from '../results/pictures.ts';
import { usePanZoom } from '../results/use-pan-zoom.ts';
import { Viewport } from '../results/viewport.ts';
import styles from './ZoomablePicture.module.css';

export interface ZoomablePictureProps {
  readonly source: PictureSource;
  readonly label: string;
  /** "512 × 384" */
  readonly size: string | undefined;
  /** More buttons at its foot. */
  readonly children?: ReactNode;
}

const limits = { min: 0.05, max: 32, fit: 3, bounded: false };
/** From this zoom on the pixels themselves are to be seen. */
const pixelsFrom = 3;

/** A picture with zoom and pan down to its pixels, drawn again when there is another. */
export function ZoomablePicture({ source, label, size, children }: ZoomablePictureProps) {
  const viewport = useMemo(() => new Viewport(limits), []);
  const gestures = usePanZoom(viewport);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(
    () => (canvas.current ? drawOn(canvas.current, source, viewport) : undefined),
    [source, viewport],
  );
  return (
    <>
      <div className={styles.stage} {...gestures}>
        <canvas ref={canvas} className={styles.picture} role="img" aria-label={label} />
      </div>
      <div className={styles.foot}>
        <ZoomButtons viewport={viewport} />
        <span className={styles.space}>{size}</span>
        {children}
      </div>
    </>
  );
}

/** Draws the source on the canvas, at the place that the viewport says. @returns ends it. */
function drawOn(canvas: HTMLCanvasElement, source: PictureSource, viewport: Viewport): () => void {
  const stage = canvas.parentElement ?? canvas;
  const place = () => {
    const shown = source.get();
    if (!shown) return;
    const extent = { width: stage.clientWidth, height: stage.clientHeight };
    const { x, y, zoom } = viewport.place(shown.pixels, extent);
    canvas.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    canvas.dataset.pixels = String(zoom >= pixelsFrom);
  };
  const measure = () => {
    const shown = source.get();
    if (shown) {
      viewport.measure(shown.pixels, { width: stage.clientWidth, height: stage.clientHeight });
    }
    place();
  };
  const draw = () => {
    const shown = source.get();
    if (shown) paint(canvas, shown);
    measure();
  };
  draw();
  const size = new ResizeObserver(measure);
  size.observe(stage);
  const ends = [viewport.subscribe(place), source.subscribe(draw), () => size.disconnect()];
  return () => {
    for (const end of ends) end();
  };
}

function ZoomButtons({ viewport }: { readonly viewport: Viewport }) {
  const percent = useSyncExternalStore(viewport.subscribe, () => Math.round(viewport.zoom * 100));
  return (
    <>
      <IconButton label="Zoom out" icon={Minus} onClick={() => viewport.zoomBy(0.8)} />
      <span className={styles.percent}>{percent} %</span>
      <IconButton label="Zoom in" icon={Plus} onClick={() => viewport.zoomBy(1.25)} />
      <IconButton label="Fit" icon={Maximize} onClick={() => viewport.fit()} />
      <Button look="quiet" title="One pixel to one pixel" onClick={() => viewport.zoomTo(1)}>
        1:1
      </Button>
    </>
  );
}
