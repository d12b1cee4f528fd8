import { NodeResizeControl, type ResizeParams } from '@xyflow/react';
import { useState } from 'react';
import { nodeWidths } from '../../graph/commands/node-looks.ts';
import type { NodeSize } from '../../graph/document/document.ts';
import { resizeNode } from '../document/edits.ts';
import { canvasGesture } from '../session/canvas-gesture.ts';
import styles from './Node.module.css';

const grid = 20;

/** On the grid, from 120 to 600. */
function onGrid(length: number): number {
  const { min, max } = nodeWidths;
  return Math.min(max, Math.max(min, Math.round(length / grid) * grid));
}

/** React Flow centres its handles on the corner; ours lie where the node is. */
const inside = { left: 'auto', top: 'auto', translate: 'none' } as const;

interface NodeResizeProps {
  readonly id: string;
  readonly collapsed: boolean;
}

/** The right edge and the lower right corner of a node, to be dragged; a double click undoes that. */
export function NodeResize({ id, collapsed }: NodeResizeProps) {
  const [shown, setShown] = useState<NodeSize>();
  const control = (sizeOf: (params: ResizeParams) => NodeSize) => ({
    minWidth: nodeWidths.min,
    maxWidth: nodeWidths.max,
    maxHeight: nodeWidths.max,
    onResizeStart: canvasGesture.begin,
    onResize: (_: unknown, params: ResizeParams) => setShown(sizeOf(params)),
    onResizeEnd: (_: unknown, params: ResizeParams) => {
      setShown(undefined);
      if (canvasGesture.end()) return;
      resizeNode(id, sizeOf(params));
      canvasGesture.settle();
    },
  });
  const natural = () => resizeNode(id, null);
  return (
    <>
      <NodeResizeControl
        {...control(({ width }) => ({ width: onGrid(width) }))}
        className={styles.resizeEdge ?? ''}
        style={{ ...inside, top: 0, right: -3 }}
        position="right"
        resizeDirection="horizontal"
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of Natural size in the menu */}
        <span className={styles.resizeGrip} onDoubleClick={natural} />
      </NodeResizeControl>
      {!collapsed && (
        <NodeResizeControl
          {...control(({ width, height }) => ({ width: onGrid(width), height: onGrid(height) }))}
          className={styles.resizeCorner ?? ''}
          style={{ ...inside, right: 0, bottom: 0 }}
          position="bottom-right"
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of Natural size in the menu */}
          <span className={styles.resizeGrip} onDoubleClick={natural} />
        </NodeResizeControl>
      )}
      {shown && (
        <output className={styles.resizeTag}>
          {shown.height === undefined ? `${shown.width} wide` : `${shown.width} × ${shown.height}`}
        </output>
      )}
    </>
  );
}
