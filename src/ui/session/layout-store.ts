import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export type Panel = 'library' | 'inspector' | 'outline' | 'minimap' | 'strip';

/** Panels whose width, or for the strip height, a person may set. */
export type SizedPanel = 'library' | 'inspector' | 'strip';

export interface LayoutState {
  readonly open: Readonly<Record<Panel, boolean>>;
  /** Pixels, stored in this browser; undefined: what the window has room for. */
  readonly sizes: {
    readonly library: number;
    readonly inspector: number;
    readonly strip?: number | undefined;
  };
  readonly toggle: (panel: Panel) => void;
  /** Undefined: back to the standard. */
  readonly resize: (panel: SizedPanel, size: number | undefined) => void;
}

export const limits = {
  library: { min: 160, max: 280, standard: 188 },
  inspector: { min: 264, max: 400, standard: 288 },
  strip: { min: 100, max: 260, standard: undefined },
} as const;

export const stripSizes = { standard: 176, low: 112 } as const;

/** Which panels are open and how wide; a matter of this browser, not of the document. */
export const useLayout = create<LayoutState>()(
  persist(
    (set) => ({
      open: { library: true, inspector: true, outline: false, minimap: true, strip: true },
      sizes: { library: limits.library.standard, inspector: limits.inspector.standard },
      toggle: (panel) => set(({ open }) => ({ open: { ...open, [panel]: !open[panel] } })),
      resize: (panel, size) => {
        const { min, max, standard } = limits[panel];
        const inside =
          size === undefined ? standard : Math.round(Math.min(max, Math.max(min, size)));
        set(({ sizes }) => ({ sizes: { ...sizes, [panel]: inside } }));
      },
    }),
    {
      name: 'dreamgraph-layout',
      version: 2,
      storage: createJSONStorage(() => localStorage),
      partialize: ({ open, sizes }) => ({ open, sizes }),
    },
  ),
);
