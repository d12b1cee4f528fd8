import { Inspector } from '../inspector/Inspector.tsx';
import { useLayout } from '../session/layout-store.ts';
import { loadLater } from '../session/load-later.tsx';
import { PanelEdge } from '../session/PanelEdge.tsx';
import { usePanelSize } from '../session/panel-sizes.ts';
import styles from './Column.module.css';

const Stage = loadLater(async () => (await import('./Stage.tsx')).Stage);
/** The Stage over the canvas. */
export const FloatingStage = loadLater(
  async () => (await import('./FloatingStage.tsx')).FloatingStage,
);

/** What the Stage has above and below its picture, in pixels: its place is there before it is. */
const bar = 36;
const foot = 30;

/** The right column: the Stage above the values that change its picture. */
export function Column() {
  const beside = useLayout(({ stage }) => stage.placement === 'beside');
  const inspector = useLayout(({ open }) => open.inspector);
  const folded = useLayout(({ stage }) => stage.folded);
  const panel = beside ? 'column' : 'inspector';
  const { size: width } = usePanelSize(panel);
  const { size: height } = usePanelSize('picture');
  if (!beside && !inspector) return null;
  return (
    <div className={styles.column} style={{ width }}>
      <PanelEdge panel={panel} label="Width of the column" side="left" />
      {beside && (
        <div
          className={styles.place}
          style={
            inspector ? { height: folded ? bar : height + bar + foot } : { flex: 1, minHeight: 0 }
          }
        >
          <Stage height={inspector ? height : undefined}>
            {inspector && <PanelEdge panel="picture" label="Height of the picture" side="bottom" />}
          </Stage>
        </div>
      )}
      {inspector && <Inspector />}
    </div>
  );
}

/** The Stage under the canvas, as wide as that. */
export function StageBelow() {
  const { size } = usePanelSize('below');
  return (
    <div className={styles.under}>
      <Stage height={size}>
        <PanelEdge panel="below" label="Height of the picture" side="top" />
      </Stage>
    </div>
  );
}
