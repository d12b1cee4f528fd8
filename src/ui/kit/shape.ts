import { useWindowSize } from './use-media.ts';

/**
 * How the parts of the editor stand, by the size of the window and not by the device: zoom counts.
 * `wide`: canvas, and a column with the Stage above the inspector. `low`: the same, where the column
 * has room for the Stage alone. `tall`: the Stage and the inspector beside each other, above the
 * canvas. `phone`: no graph, only what is needed to run it and to look.
 */
export type Shape = 'wide' | 'low' | 'tall' | 'phone';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export function shapeOf({ width, height }: WindowSize): Shape {
  if (width < 600) return 'phone';
  if (width < 900 && height >= 760) return 'tall';
  return width < 1180 && height < 600 ? 'low' : 'wide';
}

export function useShape(): Shape {
  return shapeOf(useWindowSize());
}
