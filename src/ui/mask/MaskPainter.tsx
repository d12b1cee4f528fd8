import { Eraser, Brush as Paintbrush, Trash2, Undo2 } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Json } from '../../graph/document/json.ts';
import type { Stroke } from '../../graph/params/strokes.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { setParam } from '../document/edits.ts';
import { useNode } from '../document/node-hooks.ts';
import { paint, pictures } from '../results/pictures.ts';
import { useIncomingPicture } from '../results/use-picture.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import { drawStrokes } from './draw-strokes.ts';
import styles from './MaskPainter.module.css';

export interface MaskPainterProps {
  readonly node: string;
  readonly param: string;
}

interface Brush {
  /** Radius in percent of the long side. */
  readonly size: number;
  readonly hardness: number;
  readonly erase: boolean;
}

const standard: Brush = { size: 6, hardness: 0.5, erase: false };
const sizes = { min: 0.5, max: 30, step: 0.5, scale: 'log' } as const;
const shares = { min: 0, max: 1, step: 0.05 } as const;

/** Painting a mask over the picture that comes in. Each stroke is a step of history. */
export function MaskPainter({ node: id, param }: MaskPainterProps) {
  const node = useNode(id);
  const strokes = (node?.params[param] ?? []) as unknown as readonly Stroke[];
  const [brush, setBrush] = useState<Brush>(standard);
  const source = useIncomingPicture(id);
  const set = (next: readonly Stroke[]) => setParam(id, param, next as unknown as Json, true);
  return (
    <Modal wide title="Paint the mask" className={styles.painter}>
      <PaintArea
        strokes={strokes}
        brush={brush}
        source={source}
        onStroke={(stroke) => set([...strokes, stroke])}
      />
      <div className={styles.foot}>
        <BrushControls brush={brush} onChange={setBrush} />
        <IconButton
          label="Undo the last stroke"
          icon={Undo2}
          disabled={strokes.length === 0}
          onClick={() => set(strokes.slice(0, -1))}
        />
        <IconButton
          label="Clear the mask"
          icon={Trash2}
          disabled={strokes.length === 0}
          onClick={() => set([])}
        />
        <span className={styles.space}>
          {source ? '' : 'Run the graph to see the picture below.'}
        </span>
        <Button onClick={closeDialog}>Done</Button>
      </div>
    </Modal>
  );
}

interface BrushControlsProps {
  readonly brush: Brush;
  readonly onChange: (brush: Brush) => void;
}

function BrushControls({ brush, onChange }: BrushControlsProps) {
  const { size, hardness, erase } = brush;
  const change = (part: Partial<Brush>) => onChange({ ...brush, ...part });
  return (
    <>
      <IconButton
        label="Paint"
        icon={Paintbrush}
        aria-pressed={!erase}
        onClick={() => change({ erase: false })}
      />
      <IconButton
        label="Erase"
        icon={Eraser}
        aria-pressed={erase}
        onClick={() => change({ erase: true })}
      />
      <div className={styles.slider}>
        <NumberField
          label="Brush size"
          unit="%"
          value={size}
          range={sizes}
          onChange={(next) => change({ size: next })}
          onReset={() => change({ size: standard.size })}
        />
      </div>
      <div className={styles.slider}>
        <NumberField
          label="Hardness"
          value={hardness}
          range={shares}
          onChange={(next) => change({ hardness: next })}
          onReset={() => change({ hardness: standard.hardness })}
        />
      </div>
    </>
  );
}

interface PaintAreaProps {
  readonly strokes: readonly Stroke[];
  readonly brush: Brush;
  /** The node whose picture lies below. */
  readonly source: string | undefined;
  readonly onStroke: (stroke: Stroke) => void;
}

/** The picture below and, on a canvas over it, the strokes with the one that is being drawn. */
function PaintArea({ strokes, brush, source, onStroke }: PaintAreaProps) {
  const [back, setBack] = useState<HTMLCanvasElement | null>(null);
  const [front, setFront] = useState<HTMLCanvasElement | null>(null);
  const current = useRef<Stroke>(undefined);
  useEffect(() => {
    if (back && front) paintBack(back, front, source);
  }, [back, front, source]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture below wipes the strokes
  useEffect(() => {
    if (front) drawStrokes(front, strokes);
  }, [front, strokes, source]);
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { size, hardness, erase } = brush;
    current.current = { points: [pointOf(event)], radius: size / 100, hardness, erase };
    drawStrokes(event.currentTarget, [...strokes, current.current]);
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = current.current;
    if (!stroke) return;
    current.current = { ...stroke, points: [...stroke.points, pointOf(event)] };
    drawStrokes(event.currentTarget, [...strokes, current.current]);
  };
  const onPointerUp = () => {
    const stroke = current.current;
    current.current = undefined;
    if (stroke) onStroke({ ...stroke, points: thinned(stroke.points) });
  };
  return (
    <div className={styles.stage}>
      <canvas ref={setBack} className={styles.back} />
      <canvas
        ref={setFront}
        className={styles.front}
        role="img"
        aria-label="Mask. Drag to paint."
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      />
    </div>
  );
}

const blank = { width: 768, height: 512 };

function paintBack(back: HTMLCanvasElement, front: HTMLCanvasElement, source: string | undefined) {
  const shown = source === undefined ? undefined : pictures.get(source);
  if (shown) paint(back, shown);
  else Object.assign(back, blank);
  front.width = back.width;
  front.height = back.height;
}

function pointOf(event: PointerEvent<HTMLCanvasElement>): readonly [number, number] {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (at: number, from: number, length: number) =>
    Math.round(Math.min(1, Math.max(0, (at - from) / length)) * 10_000) / 10_000;
  return [share(event.clientX, box.x, box.width), share(event.clientY, box.y, box.height)];
}

/** Fewer points, none nearer to the one before than a five-hundredth of the picture. */
function thinned(points: Stroke['points']): Stroke['points'] {
  const result: (readonly [number, number])[] = [];
  for (const [index, point] of points.entries()) {
    const last = result.at(-1);
    const far = !last || Math.hypot(point[0] - last[0], point[1] - last[1]) > 0.002;
    if (far || index === points.length - 1) result.push(point);
  }
  return result;
}
