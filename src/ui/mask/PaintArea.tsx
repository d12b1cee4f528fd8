import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Stroke } from '../../graph/params/strokes.ts';
import { PaneCanvas } from '../panes/PaneCanvas.tsx';
import type { DisplayPicture } from '../results/pictures.ts';
import { onPanZoomKey, usePanZoom } from '../results/use-pan-zoom.ts';
import type { Extent, Viewport } from '../results/viewport.ts';
import styles from './MaskPainter.module.css';
import { Overlay } from './overlay.ts';
import type { OverlayColour } from './overlay-colour.ts';
import { type Brush, useBrush } from './use-brush.ts';
import { useHeldSpace } from './use-held-space.ts';

export interface PaintAreaProps {
  readonly viewport: Viewport;
  readonly strokes: readonly Stroke[];
  readonly inverted: boolean;
  readonly brush: Brush;
  readonly colour: OverlayColour;
  readonly below: DisplayPicture | undefined;
  readonly onStroke: (stroke: Stroke) => void;
}

/** Of a mask that is made for no picture. */
const blank = { width: 512, height: 512 };

/** The picture below, over it the mask with the stroke that is being drawn, and the brush. */
export function PaintArea(props: PaintAreaProps) {
  const { viewport, strokes, inverted, brush, colour, below, onStroke } = props;
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [live, setLive] = useState<Stroke>();
  const { width, height } = below ?? blank;
  const extent = useMemo(() => ({ width, height }), [width, height]);
  const source = useMemo(() => ({ get: () => below, subscribe: () => () => {} }), [below]);
  const moving = useHeldSpace(stage);
  const target = { viewport, extent, brush, inverted, onLive: setLive, onStroke };
  const handlers = useBrush(target, moving);
  const { ref: takeWheel } = usePanZoom(viewport);
  const ring = useBrushRing(viewport, extent, brush);
  const takeStage = useCallback(
    (element: HTMLElement | null) => {
      setStage(element);
      takeWheel(element);
      // The keys are its own from the start.
      element?.focus();
    },
    [takeWheel],
  );
  const overlay = useMemo(() => canvas && new Overlay(canvas, viewport), [canvas, viewport]);
  useEffect(() => {
    if (!overlay || !canvas) return;
    const size = new ResizeObserver(overlay.schedule);
    size.observe(canvas);
    const ends = [viewport.subscribe(overlay.schedule), () => size.disconnect()];
    return () => {
      for (const end of ends) end();
      overlay.end();
    };
  }, [overlay, canvas, viewport]);
  useEffect(() => {
    overlay?.show({ strokes, live, inverted, colour, extent });
  }, [overlay, strokes, live, inverted, colour, extent]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div
      ref={takeStage}
      role="group"
      aria-label="Mask on the picture: arrow keys move, plus and minus zoom, F fits"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      className={styles.stage}
      data-moving={moving}
      onKeyDown={(event) => onPanZoomKey(event, viewport)}
      onContextMenu={(event) => event.preventDefault()}
      {...withRing(handlers, ring.follow)}
    >
      <PaneCanvas source={source} viewport={viewport} label="The picture below" />
      <canvas ref={setCanvas} className={styles.mask} role="img" aria-label="Mask" />
      <span ref={ring.ref} className={styles.ring} hidden>
        <span style={{ scale: brush.hardness }} hidden={brush.hardness === 0} />
      </span>
    </div>
  );
}

type Handlers = ReturnType<typeof useBrush>;
type Press = PointerEvent<HTMLElement>;

/** The ring goes where the pointer is, whatever that does. */
function withRing(handlers: Handlers, follow: (event: Press | undefined) => void) {
  return {
    ...handlers,
    onPointerMove: (event: Press) => {
      follow(event);
      handlers.onPointerMove(event);
    },
    onPointerLeave: () => follow(undefined),
  };
}

/** Shows how wide the brush is, where it is. It moves without a render. */
function useBrushRing(viewport: Viewport, extent: Extent, { size }: Brush) {
  const ref = useRef<HTMLSpanElement>(null);
  const at = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const place = () => {
    const element = ref.current;
    if (!element) return;
    element.hidden = at.current === undefined;
    if (!at.current) return;
    // The viewport counts in the picture below.
    const diameter = (size / 50) * Math.max(extent.width, extent.height) * viewport.zoom;
    element.style.width = `${diameter}px`;
    element.style.height = `${diameter}px`;
    element.style.translate = `${at.current.x - diameter / 2}px ${at.current.y - diameter / 2}px`;
  };
  useEffect(() => {
    place();
    return viewport.subscribe(place);
  });
  return {
    ref,
    follow: (event: Press | undefined) => {
      const stage = event?.currentTarget.getBoundingClientRect();
      // A finger covers what a ring would show.
      const shown = event && stage && event.pointerType !== 'touch';
      at.current = shown ? { x: event.clientX - stage.x, y: event.clientY - stage.y } : undefined;
      place();
    },
  };
}
