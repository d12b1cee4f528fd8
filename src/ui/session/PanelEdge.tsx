import type { KeyboardEvent, PointerEvent } from 'react';
import { beginGesture } from '../kit/gesture.ts';
import { type SizedPanel, useLayout } from './layout-store.ts';
import styles from './PanelEdge.module.css';
import { usePanelSize } from './panel-sizes.ts';

export interface PanelEdgeProps {
  readonly panel: SizedPanel;
  /** "Width of the library" */
  readonly label: string;
  /** The edge of the panel that moves. */
  readonly side: 'left' | 'right' | 'top' | 'bottom';
}

const arrowStep = 16;

/** The edge by which a panel is made larger: dragged, or with the arrow keys. */
export function PanelEdge({ panel, label, side }: PanelEdgeProps) {
  const resize = useLayout((state) => state.resize);
  const { min, max, size } = usePanelSize(panel);
  const upright = side === 'left' || side === 'right';
  const sign = side === 'right' || side === 'bottom' ? 1 : -1;
  const set = (wanted: number) => resize(panel, Math.min(max, Math.max(min, wanted)));
  const [more, less] = upright ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp'];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === more ? arrowStep : event.key === less ? -arrowStep : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    set(size + sign * step);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const { clientX, clientY, currentTarget: edge } = event;
    const start = upright ? clientX : clientY;
    const before = useLayout.getState().sizes[panel];
    const ended = beginGesture(() => {
      edge.onpointermove = null;
      resize(panel, before);
    });
    edge.onpointermove = (move) =>
      set(size + sign * ((upright ? move.clientX : move.clientY) - start));
    edge.onlostpointercapture = () => {
      edge.onpointermove = null;
      ended();
    };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is not a line in a text
    <div
      role="separator"
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      aria-valuenow={size}
      tabIndex={0}
      className={styles.edge}
      data-side={side}
      onDoubleClick={() => resize(panel, undefined)}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}
