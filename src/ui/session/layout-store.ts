import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/**
 * `names`: the library with words where there is room for its rail only. `values`: the inspector over
 * the canvas, where it has no place of its own.
 */
export type Panel =
  | 'library'
  | 'names'
  | 'inspector'
  | 'values'
  | 'outline'
  | 'minimap'
  | 'strip'
  | 'timeline';

/**
 * Panels whose size a person may set: the width of `library`, of `inspector` where it stands alone and
 * of the `column` with the Stage above it; the height of `strip`, and of the picture in the Stage
 * (`picture`, or `below` while the Stage is under the canvas).
 */
export type SizedPanel =
  | 'library'
  | 'inspector'
  | 'column'
  | 'picture'
  | 'below'
  | 'strip'
  | 'timeline';

/** Where the Stage stands: above the inspector, over the canvas, or under it. */
export type StagePlacement = 'beside' | 'over' | 'under';

/** Where the Stage lies over the canvas, in pixels of the canvas. */
export interface StageBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StageLayout {
  readonly placement: StagePlacement;
  /** A bar, with the picture as a thumbnail. */
  readonly folded: boolean;
  /** Undefined: the lower right corner. */
  readonly box?: StageBox | undefined;
}

export interface LayoutState {
  readonly open: Readonly<Record<Panel, boolean>>;
  /** Pixels, as a person has set them. */
  readonly sizes: Readonly<Partial<Record<SizedPanel, number>>>;
  readonly stage: StageLayout;
  readonly toggle: (panel: Panel) => void;
  /** Undefined: back to the standard. */
  readonly resize: (panel: SizedPanel, size: number | undefined) => void;
  readonly place: (stage: Partial<StageLayout>) => void;
}

/** Which panels are open and how large; a matter of this browser, not of the document. */
export const useLayout = create<LayoutState>()(
  persist(
    (set) => ({
      open: {
        library: true,
        names: false,
        inspector: true,
        values: false,
        outline: false,
        minimap: true,
        strip: true,
        timeline: true,
      },
      sizes: {},
      stage: { placement: 'beside', folded: false },
      toggle: (panel) => set(({ open }) => ({ open: { ...open, [panel]: !open[panel] } })),
      resize: (panel, size) =>
        set(({ sizes: { [panel]: _, ...sizes } }) => ({
          sizes: size === undefined ? sizes : { ...sizes, [panel]: Math.round(size) },
        })),
      place: (change) => set(({ stage }) => ({ stage: { ...stage, ...change } })),
    }),
    {
      name: 'dreamgraph-layout',
      version: 2,
      storage: createJSONStorage(() => localStorage),
      partialize: ({ open, sizes, stage }) => ({ open, sizes, stage }),
      // A panel that has come since is open or not as it is at first.
      merge: (stored, first) => {
        const { open, ...rest } = (stored ?? {}) as Partial<LayoutState>;
        return { ...first, ...rest, open: { ...first.open, ...open } };
      },
    },
  ),
);
