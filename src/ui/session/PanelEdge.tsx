import { limits, type SizedPanel, useLayout } from './layout-store.ts';
import styles from './PanelEdge.module.css';

export interface PanelEdgeProps {
  readonly panel: SizedPanel;
  /** The edge of the panel that moves. */
  readonly side: 'left' | 'right' | 'top';
  /** How large the panel is now, in pixels. */
  readonly size: number;
}

/** The edge by which a panel is made larger: dragged, or with the arrow keys. */
export function PanelEdge({ panel, side, size }: PanelEdgeProps) {
  const resize = useLayout((state) => state.resize);
  const upright = side !== 'top';
  const sign = side === 'right' ? 1 : -1;
  const { min, max } = limits[panel];
  const [more, less] = upright ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp'];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is not a line in a text
    <div
      role="separator"
      aria-label={`${upright ? 'Width' : 'Height'} of the ${panel}`}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={size}
      tabIndex={0}
      className={styles.edge}
      data-side={side}
      onDoubleClick={() => resize(panel, undefined)}
      onKeyDown={(event) => {
        const step = event.key === more ? 8 : event.key === less ? -8 : 0;
        if (step === 0) return;
        event.stopPropagation();
        resize(panel, size + sign * step);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const { clientX, clientY, currentTarget: edge } = event;
        const start = upright ? clientX : clientY;
        edge.onpointermove = (move) =>
          resize(panel, size + sign * ((upright ? move.clientX : move.clientY) - start));
        edge.onlostpointercapture = () => {
          edge.onpointermove = null;
        };
      }}
    />
  );
}
