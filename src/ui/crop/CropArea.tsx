import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import {
  type CropBox,
  drawn,
  type Grip,
  isWhole,
  moved,
  type Point,
  pulled,
} from '../kit/crop-box.ts';
import { beginGesture } from '../kit/gesture.ts';
import { type DisplayPicture, paint } from '../results/pictures.ts';
import styles from './CropArea.module.css';

export interface CropAreaProps {
  readonly picture: DisplayPicture;
  readonly box: CropBox;
  /** Width to height in shares, when it is locked. */
  readonly ratio: number | undefined;
  /** `last` ends the drag. */
  readonly onChange: (box: CropBox, last: boolean) => void;
}

const grips: readonly Grip[] = ([-1, 0, 1] as const).flatMap((y) =>
  ([-1, 0, 1] as const).flatMap((x) => (x === 0 && y === 0 ? [] : { x, y })),
);

type DragChange = (start: Point) => (at: Point) => CropBox;

/** The whole picture with the part that is kept: drag inside to move it, its edges, or a new one. */
export function CropArea({ picture, box, ratio, onChange }: CropAreaProps) {
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  useEffect(() => {
    if (canvas) paint(canvas, picture);
  }, [canvas, picture]);
  const { frame, begin, handlers } = useBoxDrag(box, onChange);
  const place = {
    left: `${box.left * 100}%`,
    top: `${box.top * 100}%`,
    right: `${(1 - box.right) * 100}%`,
    bottom: `${(1 - box.bottom) * 100}%`,
  };
  return (
    <div
      ref={frame}
      className={styles.frame}
      style={{ '--width': picture.width, '--height': picture.height } as CSSProperties}
      onPointerDown={(event) => begin(event, (start) => (at) => drawn(start, at, ratio))}
      {...handlers}
    >
      <canvas ref={setCanvas} className={styles.picture} />
      <div className={styles.shade}>
        <div className={styles.kept} style={place} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a part of a picture is no form */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move it
        tabIndex={0}
        aria-label="Part to keep. Arrow keys move it, with Shift they resize it"
        className={styles.box}
        style={place}
        onPointerDown={(event) => {
          // The whole picture has nowhere to go: dragging on it draws the part.
          if (isWhole(box)) return;
          begin(event, (start) => (at) => moved(box, { x: at.x - start.x, y: at.y - start.y }));
        }}
        onKeyDown={(event) => {
          const next = keyed(event, box, picture, ratio);
          if (!next) return;
          event.preventDefault();
          event.stopPropagation();
          onChange(next, true);
        }}
      >
        {grips.map((grip) => (
          <span
            key={`${grip.x} ${grip.y}`}
            className={styles.grip}
            data-x={grip.x}
            data-y={grip.y}
            onPointerDown={(event) => begin(event, () => (at) => pulled(box, grip, at, ratio))}
          />
        ))}
      </div>
    </div>
  );
}

/** A drag that changes the box; what it does is chosen where it begins. */
function useBoxDrag(box: CropBox, onChange: CropAreaProps['onChange']) {
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<(at: Point) => CropBox>(undefined);
  const latest = useRef(box);
  const ended = useRef(() => {});
  const begin = (event: PointerEvent<HTMLElement>, change: DragChange) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    frame.current?.setPointerCapture(event.pointerId);
    latest.current = box;
    drag.current = change(pointOf(event, frame.current));
    ended.current = beginGesture(() => {
      drag.current = undefined;
      onChange(box, false);
    });
  };
  const end = () => {
    ended.current();
    if (!drag.current) return;
    drag.current = undefined;
    onChange(latest.current, true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!drag.current) return;
    latest.current = drag.current(pointOf(event, frame.current));
    onChange(latest.current, false);
  };
  return { frame, begin, handlers: { onPointerMove, onPointerUp: end, onPointerCancel: end } };
}

function pointOf(event: PointerEvent, frame: HTMLElement | null): Point {
  const { x, y, width, height } = frame?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
  const share = (at: number) => Math.min(1, Math.max(0, at));
  return { x: share((event.clientX - x) / width), y: share((event.clientY - y) / height) };
}

/** By a hundredth of the long side; with Alt by a pixel. */
function keyed(
  { key, shiftKey, altKey }: KeyboardEvent,
  box: CropBox,
  { width, height }: DisplayPicture,
  ratio: number | undefined,
): CropBox | undefined {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!way) return undefined;
  const [x = 0, y = 0] = way;
  const step = altKey ? 1 : Math.max(width, height) / 100;
  const by = { x: (x * step) / width, y: (y * step) / height };
  if (!shiftKey) return moved(box, by);
  const grip: Grip = x === 0 ? { x: 0, y: 1 } : { x: 1, y: 0 };
  return pulled(box, grip, { x: box.right + by.x, y: box.bottom + by.y }, ratio);
}
