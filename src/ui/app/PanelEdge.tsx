import { limits, useLayout } from './layout-store.ts';
import styles from './PanelEdge.module.css';

export interface PanelEdgeProps {
  readonly panel: 'library' | 'inspector';
  /** The edge of the panel that moves. */
  readonly side: 'left' | 'right';
}

/** The edge by which a panel is made wider: dragged, or with the arrow keys. */
export function PanelEdge({ panel, side }: PanelEdgeProps) {
  const width = useLayout(({ widths }) => widths[panel]);
  const resize = useLayout((state) => state.resize);
  const sign = side === 'right' ? 1 : -1;
  const { min, max, standard } = limits[panel];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is not a line in a text
    <div
      role="separator"
      aria-label={`Width of the ${panel}`}
      aria-orientation="vertical"
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={width}
      tabIndex={0}
      className={styles.edge}
      data-side={side}
      onDoubleClick={() => resize(panel, standard)}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 8 : event.key === 'ArrowLeft' ? -8 : 0;
        if (step === 0) return;
        event.stopPropagation();
        resize(panel, width + sign * step);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const { clientX: start, currentTarget: edge } = event;
        edge.onpointermove = (move) => resize(panel, width + sign * (move.clientX - start));
        edge.onlostpointercapture = () => {
          edge.onpointermove = null;
        };
      }}
    />
  );
}
