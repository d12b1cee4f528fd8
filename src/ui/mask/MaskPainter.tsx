import { Contrast, Eraser, Brush as Paintbrush, Palette, Redo2, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { isTyping, matches, shownKeys } from '../kit/keys.ts';
import type { NumberScale } from '../kit/number-scale.ts';
import { Viewport } from '../results/viewport.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import { ZoomButtons } from '../viewer/ZoomablePicture.tsx';
import styles from './MaskPainter.module.css';
import { contrastingColour, type OverlayColour, overlayColours } from './overlay-colour.ts';
import { PaintArea } from './PaintArea.tsx';
import { usePictureBelow } from './picture-below.ts';
import type { Brush } from './use-brush.ts';
import { type Strokes, useStrokes } from './use-strokes.ts';

export interface MaskPainterProps {
  readonly node: string;
  readonly param: string;
}

const standard: Brush = { size: 6, hardness: 0.5, erase: false };
const sizes = { min: 0.2, max: 30, step: 0.1, scale: 'log' } as const satisfies NumberScale;
const shares = { min: 0, max: 1, step: 0.05 } as const satisfies NumberScale;
const limits = { min: 'fit', max: 32, fit: 64, bounded: true } as const;

/** Painting a mask over the picture that comes in. Each stroke is stored as soon as it is drawn. */
export function MaskPainter({ node, param }: MaskPainterProps) {
  const mask = useStrokes(node, param);
  const below = usePictureBelow(node);
  const viewport = useMemo(() => new Viewport(limits), []);
  const [brush, setBrush] = useState<Brush>(standard);
  const [chosen, setChosen] = useState<OverlayColour>();
  const fitting = useMemo(() => contrastingColour(below), [below]);
  const colour = chosen ?? fitting;
  usePainterKeys(mask, brush, setBrush);
  return (
    <Modal wide title="Paint the mask" className={styles.painter}>
      <PaintArea
        viewport={viewport}
        strokes={mask.strokes}
        inverted={mask.inverted}
        brush={brush}
        colour={colour}
        below={below}
        onStroke={mask.add}
      />
      <div className={styles.foot}>
        <BrushControls brush={brush} onChange={setBrush} />
        <MaskButtons {...mask} />
        <IconButton
          label={`Shown in ${colour.name}. Another colour`}
          icon={Palette}
          onClick={() => setChosen(after(colour))}
        />
        <span className={styles.hint}>
          {below ? hint : 'Run the graph to see the picture below.'}
        </span>
        <ZoomButtons viewport={viewport} />
        <Button onClick={closeDialog}>Done</Button>
      </div>
    </Modal>
  );
}

const hint = '[ and ] size, X erases, Shift draws straight, Space and drag moves, wheel zooms';

function after(colour: OverlayColour): OverlayColour | undefined {
  return overlayColours[(overlayColours.indexOf(colour) + 1) % overlayColours.length];
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
        shortcut="X"
        aria-pressed={!erase}
        onClick={() => change({ erase: false })}
      />
      <IconButton
        label="Erase"
        icon={Eraser}
        shortcut="X"
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

function MaskButtons({ strokes, undo, redo, clear, inverted, invert }: Strokes) {
  return (
    <>
      <IconButton
        label="Undo"
        icon={Undo2}
        shortcut={shownKeys('Mod+Z')}
        disabled={!undo}
        onClick={undo}
      />
      <IconButton
        label="Redo"
        icon={Redo2}
        shortcut={shownKeys('Mod+Shift+Z')}
        disabled={!redo}
        onClick={redo}
      />
      {invert && (
        <IconButton
          label="Invert the mask"
          icon={Contrast}
          aria-pressed={inverted}
          onClick={invert}
        />
      )}
      <IconButton
        label="Clear the mask"
        icon={Trash2}
        disabled={strokes.length === 0}
        onClick={clear}
      />
    </>
  );
}

/** Keys of the painter, wherever in it the focus is except in a field. */
function usePainterKeys(mask: Strokes, brush: Brush, onChange: (brush: Brush) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const run = painterKey(event, mask, brush, onChange);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

/** How much a key changes the size of the brush, and its hardness. */
const steps = { size: 1.15, hardness: 0.1 };

function painterKey(
  event: KeyboardEvent,
  mask: Strokes,
  brush: Brush,
  onChange: (brush: Brush) => void,
): (() => void) | undefined {
  if (matches(event, 'Mod+Z')) return mask.undo;
  if (matches(event, 'Mod+Shift+Z') || matches(event, 'Mod+Y')) return mask.redo;
  const size = (factor: number) => () => {
    // A small brush grows by what the field can say.
    const by = brush.size * (factor - 1);
    const change = Math.sign(by) * Math.max(sizes.step, Math.abs(by));
    onChange({ ...brush, size: rounded(brush.size + change, sizes) });
  };
  const hardness = (by: number) => () =>
    onChange({ ...brush, hardness: rounded(brush.hardness + by, shares) });
  // Brackets need AltGr on some keyboards, so other keys held do not count.
  switch (event.key) {
    case '[':
      return size(1 / steps.size);
    case ']':
      return size(steps.size);
    case '{':
      return hardness(-steps.hardness);
    case '}':
      return hardness(steps.hardness);
  }
  return matches(event, 'X') ? () => onChange({ ...brush, erase: !brush.erase }) : undefined;
}

function rounded(value: number, { min, max, step }: typeof sizes | typeof shares): number {
  const whole = Math.round(Math.min(max, Math.max(min, value)) / step);
  return Number((whole * step).toFixed(2));
}
