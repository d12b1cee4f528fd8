import { useWindowSize } from '../kit/use-media.ts';
import { type LayoutState, type SizedPanel, useLayout } from './layout-store.ts';

interface WindowSize {
  readonly width: number;
  readonly height: number;
}

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
      return { min: 320, max: 0.6 * width, standard: width < 1600 ? width / 3 : 0.375 * width };
    case 'picture': {
      const column = panelSize('column', sizes, window).size;
      return { min: 160, max: 0.7 * height, standard: 0.75 * column };
    }
    case 'below':
      return { min: 160, max: 0.7 * height, standard: 0.4 * height };
    case 'strip':
      return { min: 100, max: 260, standard: window.height <= 800 ? 112 : 176 };
  }
}

/** The size of a panel now. */
export function usePanelSize(panel: SizedPanel): PanelSize {
  const sizes = useLayout((state) => state.sizes);
  return panelSize(panel, sizes, useWindowSize());
}
