import { Download, Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { nodeTitle } from '../../graph/names.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { Modal } from '../dialog/Modal.tsx';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { exportPng } from '../files/export-picture.ts';
import { usePictureSize } from '../node/PictureCanvas.tsx';
import { paint, pictures } from '../run/pictures.ts';
import styles from './PictureViewer.module.css';
import { fitTo, type PictureView, zoomAt } from './picture-view.ts';

/** A node's picture as large as the window, with zoom and pan down to its pixels; live during a run. */
export function PictureViewer({ node: id }: { readonly node: string }) {
  const node = useNode(id);
  const title = node ? nodeTitle(node, definitionOf(node)) : 'Picture';
  const size = usePictureSize(id);
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [view, setView] = useState<PictureView>();
  useEffect(() => {
    const draw = () => {
      const shown = pictures.get(id);
      if (shown && canvas) paint(canvas, shown);
    };
    draw();
    return pictures.subscribe(id, draw);
  }, [id, canvas]);
  const fitted = () => {
    const shown = pictures.get(id);
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
    <Modal wide title={title} className={styles.viewer}>
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
          aria-label={`Picture of ${title}`}
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
          aria-label="One pixel to one pixel"
          onClick={() => setView(zoomAt(now, middle, 1 / now.zoom))}
        >
          1:1
        </Button>
        <span className={styles.space}>{size}</span>
        <Button icon={Download} onClick={() => void exportPng(id, title)}>
          Download as PNG
        </Button>
      </div>
    </Modal>
  );
}
