import type { Document } from '../../graph/document/document.ts';
import { classNames } from '../kit/class-names.ts';
import styles from './GraphSketch.module.css';

const width = 84;
const height = 40;
const box = { width: 200, height: 120 };

export interface GraphSketchProps {
  readonly document: Document;
  readonly className?: string | undefined;
}

/** The shape of a graph, small. */
export function GraphSketch({ document: { nodes, edges }, className }: GraphSketchProps) {
  if (nodes.length === 0) return null;
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const right = Math.max(...nodes.map(({ position }) => position.x + box.width));
  const bottom = Math.max(...nodes.map(({ position }) => position.y + box.height));
  const scale = Math.min(width / (right - left), height / (bottom - top));
  const at = new Map(
    nodes.map(({ id, position }) => [
      id,
      { x: (position.x - left) * scale, y: (position.y - top) * scale },
    ]),
  );
  const size = { width: box.width * scale, height: box.height * scale };
  return (
    <svg
      className={classNames(styles.sketch, className)}
      width={width}
      height={height}
      aria-hidden="true"
    >
      {edges.map(({ id, from, to }) => {
        const start = at.get(from.node);
        const end = at.get(to.node);
        if (!start || !end) return null;
        return (
          <line
            key={id}
            x1={start.x + size.width}
            y1={start.y + size.height / 2}
            x2={end.x}
            y2={end.y + size.height / 2}
          />
        );
      })}
      {[...at].map(([id, { x, y }]) => (
        <rect key={id} x={x} y={y} {...size} rx="1" />
      ))}
    </svg>
  );
}
