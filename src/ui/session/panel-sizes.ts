import { shapeOf, type WindowSize } from '../kit/shape.ts';
import { useWindowSize } from '../kit/use-media.ts';
import { type LayoutState, type SizedPanel, useLayout } from './layout-store.ts';

/** How large a panel is, and how large it may be, in pixels. */
export interface PanelSize {
  readonly min: number;
  readonly max: number;
  readonly size: number;
}

type Sizes = LayoutState['sizes'];

const topBar = 44;

/** In a window of this size; a panel is as large as a person has made it, as far as there is room. */
export function panelSize(panel: SizedPanel, sizes: Sizes, window: WindowSize): PanelSize {
  const { min, max, standard } = limitsOf(panel, sizes, window);
  const within = Math.min(max, Math.max(min, sizes[panel] ?? standard));
  return { min, max, size: Math.round(within) };
}

function limitsOf(panel: SizedPanel, sizes: Sizes, window: WindowSize) {
  const { width } = window;
  const height = window.height - topBar;
  switch (panel) {
    case 'library':
      return { min: 160, max: 280, standard: 188 };
    case 'inspector':
      return { min: 264, max: 400, standard: 300 };
    case 'column':
      return { min: 320, max: Math.max(320, 0.6 * width), standard: columnWidth(window) };
    case 'picture': {
      if (shapeOf(window) === 'tall')
        return { min: 160, max: 0.55 * height, standard: 0.75 * stageWidth(width) };
      const column = panelSize('column', sizes, window).size;
      return { min: 160, max: 0.7 * height, standard: 0.75 * column };
    }
    case 'below':
      return { min: 160, max: 0.7 * height, standard: 0.4 * height };
    case 'strip':
      return { min: 100, max: 260, standard: window.height <= 800 ? 112 : 176 };
    case 'timeline':
      return {
        min: 140,
        max: Math.max(140, 0.5 * window.height),
        standard: window.height <= 800 ? 224 : 270,
      };
  }
}

/** A third of the window; more where that would make the picture small, or there is much room. */
function columnWidth(window: WindowSize): number {
  const { width, height } = window;
  // As large a picture as there is height for, under the top bar and between the Stage's own.
  if (shapeOf(window) === 'low') return Math.min(0.56 * width, (4 / 3) * (height - topBar - 66));
  if (width < 900) return 0.56 * width;
  return width < 1180 || width >= 1600 ? 0.375 * width : width / 3;
}

/** The width of the Stage in a tall window, where the inspector stands beside it. */
export function stageWidth(width: number): number {
  return Math.min(560, width - 240);
}

/** The size of a panel now. */
export function usePanelSize(panel: SizedPanel): PanelSize {
  const sizes = useLayout((state) => state.sizes);
  return panelSize(panel, sizes, useWindowSize());
}
