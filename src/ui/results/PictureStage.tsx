import { Maximize, Minus, Plus } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import styles from './PictureStage.module.css';
import { fitTo, type PictureView, zoomAt } from './picture-view.ts';
import { type PictureSource, paint } from './pictures.ts';

export interface PictureStageProps {
  readonly source: PictureSource;
  readonly label: string;
  /** "512 × 384" */
  readonly size: string | undefined;
  /** More buttons at its foot. */
  readonly children?: ReactNode;
}

/** A picture with zoom and pan down to its pixels, drawn again when there is another. */
export function PictureStage({ source, label, size, children }: PictureStageProps) {
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [view, setView] = useState<PictureView>();
  useEffect(() => {
    const draw = () => {
      const shown = source.get();
      if (shown && canvas) paint(canvas, shown);
    };
    draw();
    return source.subscribe(draw);
  }, [source, canvas]);
  const fitted = () => {
    const shown = source.get();
    if (!stage || !shown) return undefined;
    return fitTo(shown.pixels, { width: stage.clientWidth, height: stage.clientHeight });
  };
  const now = view ?? fitted() ?? { x: 0, y: 0, zoom: 1 };
  const middle = { x: (stage?.clientWidth ?? 0) / 2, y: (stage?.clientHeight ?? 0) / 2 };
  useEffect(() => {
    if (!stage) return;
    // React listens to wheels passively, and the page must not scroll or zoom with the picture.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      const at = { x: event.clientX - box.x, y: event.clientY - box.y };
      setView((before) => zoomAt(before ?? fitted() ?? now, at, Math.exp(-event.deltaY / 400)));
    };
    stage.addEventListener('wheel', onWheel, { passive: false });
    return () => stage.removeEventListener('wheel', onWheel);
  });
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons below do the same */}
      <div
        ref={setStage}
        className={styles.stage}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
          setView({ ...now, x: now.x + event.movementX, y: now.y + event.movementY });
        }}
        onDoubleClick={() => setView(undefined)}
      >
        <canvas
          ref={setCanvas}
          className={styles.picture}
          data-pixels={now.zoom >= 3}
          style={{ transform: `translate(${now.x}px, ${now.y}px) scale(${now.zoom})` }}
          role="img"
          aria-label={label}
        />
      </div>
      <div className={styles.foot}>
        <IconButton
          label="Zoom out"
          icon={Minus}
          onClick={() => setView(zoomAt(now, middle, 0.8))}
        />
        <span className={styles.percent}>{Math.round(now.zoom * 100)} %</span>
        <IconButton
          label="Zoom in"
          icon={Plus}
          onClick={() => setView(zoomAt(now, middle, 1.25))}
        />
        <IconButton label="Fit" icon={Maximize} onClick={() => setView(undefined)} />
        <Button
          look="quiet"
          title="One pixel to one pixel"
          onClick={() => setView(zoomAt(now, middle, 1 / now.zoom))}
        >
          1:1
        </Button>
        <span className={styles.space}>{size}</span>
        {children}
      </div>
    </>
  );
}
