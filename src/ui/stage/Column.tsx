import { Inspector } from '../inspector/Inspector.tsx';
import { useShape } from '../kit/shape.ts';
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

/** The right column: the Stage above the values that change its picture. */
export function Column() {
  const shape = useShape();
  const tall = shape === 'tall';
  const beside = useLayout(({ stage }) => stage.placement === 'beside') || tall;
  const over = shape === 'low' && beside;
  const inspector = useLayout(({ open }) => (over ? open.values : open.inspector));
  const folded = useLayout(({ stage }) => stage.folded);
  const panel = beside ? 'column' : 'inspector';
  const { size: width } = usePanelSize(panel);
  const { size: height } = usePanelSize('picture');
  if (!beside && !inspector) return null;
  const sized = tall || (inspector && !over);
  return (
    <div className={styles.column} style={{ width }} data-tall={tall}>
      {!tall && <PanelEdge panel={panel} label="Width of the column" side="left" />}
      {beside && (
        <div className={styles.place} style={sized ? placeOf(height, folded) : filling}>
          <Stage height={sized ? height : undefined}>
            {sized && <PanelEdge panel="picture" label="Height of the picture" side="bottom" />}
          </Stage>
        </div>
      )}
      {inspector && (
        <div className={styles.values} data-over={over}>
          <Inspector />
        </div>
      )}
    </div>
  );
}

const filling = { flex: 1, minHeight: 0 };

/** The place of the Stage, which is there before the Stage is. */
function placeOf(height: number, folded: boolean) {
  return {
    height: folded ? 'var(--h-head)' : `calc(${height}px + var(--h-head) + var(--h-state))`,
  };
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
