import {
  Archive,
  ArrowLeftRight,
  Columns2,
  Columns3,
  Contrast,
  Grid2x2,
  Grid3x3,
  Layers2,
  LayoutGrid,
  type LucideIcon,
  SquareSplitHorizontal,
} from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from '../controls/Button.tsx';
import { type CompareMode, setMode } from '../panes/compare-store.ts';
import type { Viewport } from '../results/viewport.ts';
import styles from './CompareToolbar.module.css';
import { type Comparison, downloadComparison, downloadPanes } from './export-panes.ts';
import { swap } from './use-compare-keys.ts';

const modes: readonly {
  readonly mode: CompareMode;
  readonly title: string;
  readonly icon: LucideIcon;
}[] = [
  { mode: 'grid', title: 'Grid', icon: Grid3x3 },
  { mode: 'two', title: '2-up', icon: Columns2 },
  { mode: 'three', title: '3-up', icon: Columns3 },
  { mode: 'four', title: '4-up', icon: Grid2x2 },
  { mode: 'slider', title: 'Slider', icon: SquareSplitHorizontal },
  { mode: 'onion', title: 'Onion skin', icon: Layers2 },
  { mode: 'difference', title: 'Difference', icon: Contrast },
];

export interface CompareToolbarProps {
  readonly viewport: Viewport;
  /** Ids by place. */
  readonly shown: readonly string[];
  readonly mode: CompareMode;
  /** There is a grid to be seen. */
  readonly hasGrid: boolean;
  /** Of all that stand side by side, or of the grid that is seen. */
  readonly comparison: Comparison;
}

/** How the pictures are compared, and the common zoom. */
export function CompareToolbar(props: CompareToolbarProps) {
  const { viewport, shown, mode: current, hasGrid, comparison } = props;
  const offered = modes.filter(({ mode }) => mode !== 'grid' || hasGrid);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Ways to compare">
      {offered.map(({ mode, title, icon: Icon }) => (
        <button
          key={mode}
          type="button"
          className={styles.mode}
          title={title}
          aria-pressed={mode === current}
          onClick={() => setMode(mode)}
        >
          <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.words}>{title}</span>
        </button>
      ))}
      <span className={styles.line} />
      <ZoomPercent viewport={viewport} />
      <Button small look="quiet" title="The whole picture (F)" onClick={() => viewport.fit()}>
        Fit
      </Button>
      <Button small look="quiet" title="One pixel to one pixel" onClick={() => viewport.zoomTo(1)}>
        1:1
      </Button>
      <span className={styles.space} />
      <Button
        look="quiet"
        icon={LayoutGrid}
        title="Contact sheet"
        onClick={() => void downloadComparison(comparison)}
      >
        <span className={styles.extra}>Contact sheet</span>
      </Button>
      <Button
        look="quiet"
        icon={Archive}
        title="Download as zip"
        onClick={() => void downloadPanes(comparison)}
      >
        <span className={styles.extra}>Download as zip</span>
      </Button>
      <Button
        look="quiet"
        icon={ArrowLeftRight}
        title="Swap A and B (X)"
        disabled={shown.length < 2}
        onClick={() => swap(shown)}
      >
        <span className={styles.swap}>Swap A and B</span>
      </Button>
    </div>
  );
}

function ZoomPercent({ viewport }: { readonly viewport: Viewport }) {
  const percent = useSyncExternalStore(viewport.subscribe, () => Math.round(viewport.zoom * 100));
  return <span className={styles.percent}>{percent} %</span>;
}
